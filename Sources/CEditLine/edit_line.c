// An editor's life, its text and its history.
#define _XOPEN_SOURCE 700
#include "edit_internal.h"

#include <langinfo.h>
#include <limits.h>
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

static bool is_open;

avow_edit *avow_edit_owner(EditLine *line) {
  void *owner = NULL;
  el_get(line, EL_CLIENTDATA, &owner);
  return owner;
}

static char *prompt_of(EditLine *line) { return avow_edit_owner(line)->prompt; }

static bool is_utf8(void) { return strcmp(nl_langinfo(CODESET), "UTF-8") == 0; }

void avow_edit_use_utf8(void) {
  if (setlocale(LC_CTYPE, "C.UTF-8") != NULL && is_utf8()) return;
  setlocale(LC_CTYPE, "");
}

bool avow_edit_is_terminal(void) { return isatty(STDIN_FILENO) && isatty(STDOUT_FILENO); }

static void configure(avow_edit *edit, int history_max) {
  el_set(edit->line, EL_CLIENTDATA, edit);
  el_set(edit->line, EL_PROMPT_ESC, prompt_of, '\001');
  el_set(edit->line, EL_EDITOR, "emacs");
  el_set(edit->line, EL_SIGNAL, 0);
  el_set(edit->line, EL_GETCFN, avow_edit_read_character);
  HistEvent event;
  history(edit->history, &event, H_SETSIZE, history_max);
  history(edit->history, &event, H_SETUNIQUE, 1);
  el_set(edit->line, EL_HIST, history, edit->history);
  avow_edit_add_commands(edit->line);
  el_source(edit->line, NULL);
  avow_edit_bind_keys(edit->line);
}

avow_edit *avow_edit_open(const char *program, int history_max, avow_edit_terminal terminal) {
  if (is_open) return NULL;
  avow_edit_use_utf8();
  avow_edit *edit = calloc(1, sizeof *edit);
  if (edit == NULL) return NULL;
  is_open = true;
  edit->terminal = terminal;
  edit->pushed_byte = -1;
  edit->prompt = strdup("> ");
  edit->history = history_init();
  edit->line = el_init(program, stdin, stdout, stderr);
  if (edit->prompt == NULL || edit->history == NULL || edit->line == NULL) {
    avow_edit_close(edit);
    return NULL;
  }
  configure(edit, history_max);
  avow_edit_catch_interrupts();
  return edit;
}

void avow_edit_close(avow_edit *edit) {
  if (edit == NULL) return;
  if (edit->line != NULL) el_end(edit->line);
  if (edit->history != NULL) history_end(edit->history);
  free(edit->prompt);
  free(edit->offered);
  free(edit->text);
  free(edit);
  is_open = false;
}

void avow_edit_set_callbacks(avow_edit *edit, avow_edit_callbacks callbacks) {
  edit->callbacks = callbacks;
}

void avow_edit_set_prompt(avow_edit *edit, const char *prompt, size_t cells) {
  char *copy = strdup(prompt);
  if (copy == NULL) return;
  free(edit->prompt);
  edit->prompt = copy;
  edit->prompt_cells = cells;
}

bool avow_edit_offer(avow_edit *edit, const char *text) {
  free(edit->offered);
  edit->offered = strdup(text);
  return edit->offered != NULL;
}

void avow_edit_set_indent(avow_edit *edit, size_t spaces) {
  edit->indent = spaces < AVOW_EDIT_INDENT_MAX ? spaces : AVOW_EDIT_INDENT_MAX;
}

/// The bytes that a scalar takes in UTF-8.
static size_t encoded_length(wchar_t scalar) {
  return scalar < 0x80 ? 1 : scalar < 0x800 ? 2 : scalar < 0x10000 ? 3 : 4;
}

static char *encode(wchar_t scalar, char *target) {
  size_t length = encoded_length(scalar);
  static const unsigned char leads[] = {0, 0, 0xC0, 0xE0, 0xF0};
  for (size_t index = length - 1; index > 0; index--) {
    target[index] = (char)(0x80 | (scalar & 0x3F));
    scalar >>= 6;
  }
  target[0] = (char)(leads[length] | scalar);
  return target + length;
}

/// Fills the editor's buffer with UTF-8; an empty text if there is no memory for it.
static avow_edit_text encode_text(
    avow_edit *edit, const wchar_t *start, const wchar_t *cursor, const wchar_t *end) {
  size_t needed = (size_t)(end - start) * 4 + 1;
  if (needed > edit->capacity) {
    char *grown = realloc(edit->text, needed * 2);
    if (grown == NULL) return (avow_edit_text){.bytes = "", .length = 0, .cursor = 0};
    edit->text = grown;
    edit->capacity = needed * 2;
  }
  char *target = edit->text;
  size_t offset = 0;
  for (const wchar_t *scalar = start; scalar < end; scalar++) {
    if (scalar == cursor) offset = (size_t)(target - edit->text);
    target = encode(*scalar, target);
  }
  size_t length = (size_t)(target - edit->text);
  return (avow_edit_text){
      .bytes = edit->text, .length = length, .cursor = cursor == end ? length : offset};
}

avow_edit_text avow_edit_get_text(avow_edit *edit) {
  const LineInfoW *info = el_wline(edit->line);
  return encode_text(edit, info->buffer, info->cursor, info->lastchar);
}

/// Ends the echo before the prompt appears, and clears what was echoed of keys typed ahead: the
/// editor reads and shows them.
static void begin_raw_mode(avow_edit *edit) {
  el_set(edit->line, EL_PREP_TERM, 1);
  avow_edit_mark_pastes(edit, true);
  if (edit->terminal != AVOW_EDIT_TERMINAL_DUMB) avow_edit_write(edit, "\r\033[K", 4);
}

avow_edit_outcome avow_edit_read(avow_edit *edit, avow_edit_text *text) {
  edit->interrupted = false;
  edit->recalled = 0;
  avow_edit_take_interrupt();
  avow_edit_catch_signals(edit);
  begin_raw_mode(edit);
  if (edit->offered != NULL) avow_edit_push_offer(edit->line);
  int count = 0;
  const wchar_t *line = el_wgets(edit->line, &count);
  avow_edit_mark_pastes(edit, false);
  avow_edit_release_signals(edit);
  if (edit->interrupted) return AVOW_EDIT_INTERRUPTED;
  if (line == NULL || count <= 0) {
    avow_edit_write(edit, "\n", 1);
    return AVOW_EDIT_END_OF_INPUT;
  }
  if (line[count - 1] == L'\n' || line[count - 1] == L'\r') count--;
  *text = encode_text(edit, line, line + count, line + count);
  return AVOW_EDIT_STATEMENT;
}

/// How many scalars the first `bytes` bytes of the text take; -1 if a scalar straddles the end.
static int scalars_before(const LineInfoW *info, size_t bytes) {
  size_t seen = 0;
  const wchar_t *scalar = info->buffer;
  while (seen < bytes && scalar < info->lastchar) seen += encoded_length(*scalar++);
  return seen == bytes ? (int)(scalar - info->buffer) : -1;
}

bool avow_edit_replace(avow_edit *edit, size_t start, size_t end, const char *replacement) {
  const LineInfoW *info = el_wline(edit->line);
  int first = scalars_before(info, start), last = scalars_before(info, end);
  if (first < 0 || last < first) return false;
  int distance = last - (int)(info->cursor - info->buffer);
  if (distance != 0) el_cursor(edit->line, distance);
  if (last > first) el_deletestr(edit->line, last - first);
  return *replacement == '\0' || el_insertstr(edit->line, replacement) == 0;
}

void avow_edit_add_history(avow_edit *edit, const char *statement) {
  HistEvent event;
  history(edit->history, &event, H_ENTER, statement);
}

void avow_edit_write(avow_edit *edit, const char *bytes, size_t length) {
  FILE *output = NULL;
  el_get(edit->line, EL_GETFP, 1, &output);
  fwrite(bytes, 1, length, output);
  fflush(output);
}

avow_edit_size avow_edit_get_size(void) {
  struct winsize size;
  if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) != 0) memset(&size, 0, sizeof size);
  return (avow_edit_size){
      .rows = size.ws_row < 1 ? 24 : size.ws_row, .columns = size.ws_col < 2 ? 80 : size.ws_col};
}

/// How many rows libedit needs for the prompt and the text.
static size_t rows_needed(const LineInfoW *info, size_t column, size_t columns) {
  size_t rows = 1 + column / columns;
  column %= columns;
  for (const wchar_t *scalar = info->buffer; scalar < info->lastchar; scalar++) {
    int width = wcwidth(*scalar);
    // A control character takes as many as `\U+12345`.
    size_t cells = width < 0 ? 8 : (size_t)width;
    bool is_wrapped = *scalar == L'\n' || column + cells >= columns;
    column = is_wrapped ? 0 : column + cells;
    rows += is_wrapped;
  }
  return rows;
}

// libedit loses count of the rows of such a text: it does not move the cursor to a row that is not
// on the screen, and the next character typed at the end may then write beyond its table of rows.
// Drawing all of it anew brings the count in order.
void avow_edit_redraw_if_too_tall(avow_edit *edit) {
  const LineInfoW *info = el_wline(edit->line);
  avow_edit_size size = avow_edit_get_size();
  size_t rows = rows_needed(info, edit->prompt_cells, (size_t)size.columns);
  if (rows < (size_t)size.rows) return;
  const char *clear = edit->terminal == AVOW_EDIT_TERMINAL_DUMB ? "\r\n" : "\033[H\033[J";
  avow_edit_write(edit, clear, strlen(clear));
  el_set(edit->line, EL_REFRESH);
}

int avow_edit_cell_width(uint32_t scalar) { return wcwidth((wchar_t)scalar); }
