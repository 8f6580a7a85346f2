import AvowDataset
import AvowModel

/// A package with a little of everything, for tests of opening and of mutations.
enum SamplePackage {
  static let descriptor = """
    {
      "name": "sample", "title": "Sample", "description": "A little of everything.",
      "version": "1.2.0", "avow:views": "views.avow",
      "avow:rates": {"relation": "rates", "base": "EUR"},
      "avow:units": {
        "money": [{"unit": "USD", "aliases": ["$"], "label": "US dollar"}, {"unit": "EUR"}],
        "countries": [{"unit": "countries", "aliases": ["country"], "whole": true}],
        "time": [{"unit": "days", "aliases": ["day"], "factor": 86400}]
      },
      "avow:enums": {
        "stance": {"title": "Stance", "description": "How far.", "ordered": true,
          "values": [{"value": "refused", "label": "refused", "description": "Says no."},
            {"value": "willing", "aliases": ["ready"]}, "pledged"]},
        "type": {"values": ["aid", {"value": "arms", "broader": "aid"}]},
        "flag": {"values": ["repeated"]}
      },
      "resources": [
        {"name": "documents", "path": "documents.csv", "avow:row": "document",
          "schema": {"primaryKey": "id", "fields": [
            {"name": "id"}, {"name": "title", "description": "What it is called."},
            {"name": "published", "avow:type": "date"}]}},
        {"name": "actors", "path": "actors.csv", "avow:label": "name", "avow:aliases": "aliases",
          "avow:tree": "part_of", "avow:label-notes": [{"field": "kind", "values": ["group"]}],
          "schema": {"primaryKey": ["id"], "fields": [
            {"name": "id"}, {"name": "name"}, {"name": "aliases", "avow:type": "list of text"},
            {"name": "kind", "type": "string", "constraints": {"enum": ["state", "group"]}},
            {"name": "part_of", "avow:type": "actors", "avow:empty": "none"},
            {"name": "secret", "type": "integer", "avow:hidden": true}]}},
        {"name": "conditions", "path": "conditions.csv", "schema": {"primaryKey": "id",
          "fields": [{"name": "id"}, {"name": "meaning", "avow:type": "condition"}]}},
        {"name": "statements", "path": ["s1.csv", "s2.csv"], "schema": {"primaryKey": "id",
          "fields": [
            {"name": "id"}, {"name": "document", "avow:type": "documents"},
            {"name": "said", "avow:type": "date"},
            {"name": "pledges", "avow:type": "list of pledges"},
            {"name": "stance", "avow:type": "enum stance"},
            {"name": "amount", "avow:type": "quantity(money)"},
            {"name": "condition", "avow:type": "condition"},
            {"name": "binding", "type": "boolean"},
            {"name": "flags", "avow:type": "list of enum flag"},
            {"name": "evidence", "avow:type": "list of span"}]}},
        {"name": "pledges", "path": "pledges.csv", "title": "Pledges", "description": "Promises.",
          "avow:row": "pledge", "avow:columns": ["country", "stance"], "avow:summary": ["stance"],
          "avow:thread": {"of": "statements", "member": "pledges", "date": "said",
            "published": "document.published", "certainty": "stance",
            "repeated": "flags has repeated", "first": "announced",
            "fields": ["stance", {"thread": "sum", "source": "amount"}]},
          "avow:fields": [
            {"name": "stance", "description": "At the latest.", "avow:derived": "thread"},
            {"name": "sum", "avow:type": "quantity(money)", "avow:derived": "thread"},
            {"name": "announced", "avow:type": "date", "avow:derived": "thread"},
            {"name": "big", "avow:derive": "sum > 5 bn USD"}],
          "schema": {"primaryKey": "id", "fields": [
            {"name": "id"}, {"name": "country", "avow:type": "actors", "avow:default": true},
            {"name": "type", "avow:type": "enum type"}]}},
        {"name": "rates", "path": "rates.csv", "avow:hidden": true, "schema": {"fields": [
          {"name": "currency"}, {"name": "day", "type": "date"}, {"name": "rate", "type": "number"},
          {"name": "source"}]}}
      ]
    }
    """

  static let digest = "000102030405060708090a0b0c0d0e0f000102030405060708090a0b0c0d0e0f"

  private static let address = "d1:2:10-20:en:\(digest)"

  static let files: [String: String] = [
    "datapackage.json": descriptor,
    "views.avow": "let firm = pledges where stance >= pledged;\n",
    "documents.csv": "id,title,published\nd1,First,2025-03\nd2,\"A \"\"second\"\"\",[2025..2026]\n",
    "actors.csv": """
    id,name,aliases,kind,part_of,secret
    germany,Germany,BRD | Deutschland,state,,7
    saxony,Saxony,,group,germany,
    others,Others,,unspecified,unknown,-12

    """,
    "conditions.csv":
      "id,meaning\nceasefire,\nconsent,\npeace,not ceasefire or (consent and ceasefire)\n",
    "s1.csv": """
    id,document,said,pledges,stance,amount,condition,binding,flags,evidence
    s1,d1,2025-02-24,p1,willing,> 280 bn USD,ceasefire AND consent,true,repeated,\(address)
    s2,d1,2025~,p1|p2,refused,[5..10] bn USD,none,unknown,,\(address)|d2:1:0-4:sq:\(digest)

    """,
    "s2.csv": """
    evidence,id,document,said,pledges,stance,amount,condition,binding,flags
    ,s3,d2,[..2025-05],,,$1.5bn,,FALSE,
    ,s4,d2,undisclosed,,,< 3 k EUR,,,

    """,
    "pledges.csv": "id,country,type\np1,germany,arms\np2,others,\n",
    "rates.csv": "currency,day,rate,source\nUSD,2024-12-31,1.0389,\"A, bank\"\n",
  ]

  static func open() -> DataPackage.Result { DataPackage.open(MemoryFiles(files)) }
}

extension Database {
  /// A cell by names, for tests.
  func value(_ relation: String, _ row: Int, _ field: String) -> Value? {
    guard let id = schema.relation(named: relation), let field = schema[id].field(named: field)
    else { return nil }
    return self[id].columns[field]?.value(at: row)
  }
}
