// Embeds the dataset; the compiler reads the files themselves, so that an edit of one rebuilds this.
// A file that is new in the package must be entered twice: its bytes, and its row in the table.
#include "CBuiltInDataset.h"

#pragma clang diagnostic ignored "-Wc23-extensions"

static const unsigned char datapackage_json[] = {
#embed "../../Datasets/ukraine-guarantees/datapackage.json"
};
static const unsigned char views_avow[] = {
#embed "../../Datasets/ukraine-guarantees/views.avow"
};
static const unsigned char data_actors_csv[] = {
#embed "../../Datasets/ukraine-guarantees/data/actors.csv"
};
static const unsigned char data_claims_csv[] = {
#embed "../../Datasets/ukraine-guarantees/data/claims.csv"
};
static const unsigned char data_condition_states_csv[] = {
#embed "../../Datasets/ukraine-guarantees/data/condition-states.csv"
};
static const unsigned char data_conditions_csv[] = {
#embed "../../Datasets/ukraine-guarantees/data/conditions.csv"
};
static const unsigned char data_conflicts_csv[] = {
#embed "../../Datasets/ukraine-guarantees/data/conflicts.csv"
};
static const unsigned char data_documents_csv[] = {
#embed "../../Datasets/ukraine-guarantees/data/documents.csv"
};
static const unsigned char data_events_csv[] = {
#embed "../../Datasets/ukraine-guarantees/data/events.csv"
};
static const unsigned char data_links_csv[] = {
#embed "../../Datasets/ukraine-guarantees/data/links.csv"
};
static const unsigned char data_memberships_csv[] = {
#embed "../../Datasets/ukraine-guarantees/data/memberships.csv"
};
static const unsigned char data_places_csv[] = {
#embed "../../Datasets/ukraine-guarantees/data/places.csv"
};
static const unsigned char data_pledges_csv[] = {
#embed "../../Datasets/ukraine-guarantees/data/pledges.csv"
};
static const unsigned char data_positions_csv[] = {
#embed "../../Datasets/ukraine-guarantees/data/positions.csv"
};
static const unsigned char data_questions_csv[] = {
#embed "../../Datasets/ukraine-guarantees/data/questions.csv"
};
static const unsigned char data_rates_csv[] = {
#embed "../../Datasets/ukraine-guarantees/data/rates.csv"
};
static const unsigned char data_requests_csv[] = {
#embed "../../Datasets/ukraine-guarantees/data/requests.csv"
};
static const unsigned char data_roles_csv[] = {
#embed "../../Datasets/ukraine-guarantees/data/roles.csv"
};
static const unsigned char data_set_aside_csv[] = {
#embed "../../Datasets/ukraine-guarantees/data/set-aside.csv"
};
static const unsigned char data_sizes_csv[] = {
#embed "../../Datasets/ukraine-guarantees/data/sizes.csv"
};
static const unsigned char data_statements_d000_csv[] = {
#embed "../../Datasets/ukraine-guarantees/data/statements-d000.csv"
};
static const unsigned char data_statements_d001_csv[] = {
#embed "../../Datasets/ukraine-guarantees/data/statements-d001.csv"
};
static const unsigned char data_statements_d002_csv[] = {
#embed "../../Datasets/ukraine-guarantees/data/statements-d002.csv"
};
static const unsigned char data_statements_d003_csv[] = {
#embed "../../Datasets/ukraine-guarantees/data/statements-d003.csv"
};
static const unsigned char data_statements_d004_csv[] = {
#embed "../../Datasets/ukraine-guarantees/data/statements-d004.csv"
};

#define AVOW_FILE(path, bytes) {path, bytes, sizeof(bytes)}

static const avow_built_in_file files[] = {
    AVOW_FILE("datapackage.json", datapackage_json),
    AVOW_FILE("views.avow", views_avow),
    AVOW_FILE("data/actors.csv", data_actors_csv),
    AVOW_FILE("data/claims.csv", data_claims_csv),
    AVOW_FILE("data/condition-states.csv", data_condition_states_csv),
    AVOW_FILE("data/conditions.csv", data_conditions_csv),
    AVOW_FILE("data/conflicts.csv", data_conflicts_csv),
    AVOW_FILE("data/documents.csv", data_documents_csv),
    AVOW_FILE("data/events.csv", data_events_csv),
    AVOW_FILE("data/links.csv", data_links_csv),
    AVOW_FILE("data/memberships.csv", data_memberships_csv),
    AVOW_FILE("data/places.csv", data_places_csv),
    AVOW_FILE("data/pledges.csv", data_pledges_csv),
    AVOW_FILE("data/positions.csv", data_positions_csv),
    AVOW_FILE("data/questions.csv", data_questions_csv),
    AVOW_FILE("data/rates.csv", data_rates_csv),
    AVOW_FILE("data/requests.csv", data_requests_csv),
    AVOW_FILE("data/roles.csv", data_roles_csv),
    AVOW_FILE("data/set-aside.csv", data_set_aside_csv),
    AVOW_FILE("data/sizes.csv", data_sizes_csv),
    AVOW_FILE("data/statements-d000.csv", data_statements_d000_csv),
    AVOW_FILE("data/statements-d001.csv", data_statements_d001_csv),
    AVOW_FILE("data/statements-d002.csv", data_statements_d002_csv),
    AVOW_FILE("data/statements-d003.csv", data_statements_d003_csv),
    AVOW_FILE("data/statements-d004.csv", data_statements_d004_csv),
};

const char *avow_built_in_name(void) { return "ukraine-guarantees"; }

size_t avow_built_in_file_count(void) { return sizeof(files) / sizeof(files[0]); }

avow_built_in_file avow_built_in_file_at(size_t position) {
  if (position < avow_built_in_file_count()) return files[position];
  return (avow_built_in_file){NULL, NULL, 0};
}
