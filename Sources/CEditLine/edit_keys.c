// The editor's own commands and the keys that call them.
#include "edit_internal.h"

#include <stdlib.h>
#include <string.h>

// libedit does not export these commands; pushing a key that is bound to one calls it. They are
// single bytes: in vi's insert mode, a sequence that begins with ESC would make ESC itself wait.
#define KEY_NEWLINE "\034"
#define KEY_PREVIOUS "\035"
#define KEY_NEXT "\036"
#define KEY_OFFER "\037"

enum { CONTROL_C = 3 };

static void move_cursor_to(EditLine *line, const wchar_t *target) {
  ptrdiff_t distance = target - el_wline(line)->cursor;
  if (distance != 0) el_cursor(line, (int)distance);
}

/// The first character of the line that holds `position`.
static const wchar_t *line_start(const LineInfoW *info, const wchar_t *position) {
  while (position > info->buffer && position[-1] != L'\n') position--;
  return position;
}

/// The line break that ends the line of `position`, or the end of the text.
static const wchar_t *line_end(const LineInfoW *info, const wchar_t *position) {
  while (position < info->lastchar && *position != L'\n') position++;
  return position;
}

static unsigned char insert_line_break(avow_edit *edit) {
  wchar_t inserted[AVOW_EDIT_INDENT_MAX + 2] = L"\n";
  for (size_t index = 1; index <= edit->indent; index++) inserted[index] = L' ';
  inserted[edit->indent + 1] = L'\0';
  return el_winsertstr(edit->line, inserted) == 0 ? CC_REFRESH : CC_ERROR;
}

static unsigned char on_break(EditLine *line, int key) {
  (void)key;
  return insert_line_break(avow_edit_owner(line));
}

static unsigned char on_enter(EditLine *line, int key) {
  (void)key;
  avow_edit *edit = avow_edit_owner(line);
  if (!edit->callbacks.is_complete(edit->callbacks.context)) return insert_line_break(edit);
  el_push(line, KEY_NEWLINE);
  return CC_NORM;
}

static unsigned char on_tab(EditLine *line, int key) {
  (void)key;
  avow_edit *edit = avow_edit_owner(line);
  switch (edit->callbacks.complete(edit->callbacks.context)) {
    case AVOW_EDIT_KEEP:
      return CC_NORM;
    case AVOW_EDIT_REFRESH:
      return CC_REFRESH;
    case AVOW_EDIT_REDRAW:
      return CC_REDISPLAY;
    case AVOW_EDIT_BEEP:
      return CC_ERROR;
  }
  return CC_NORM;
}

static unsigned char on_cancel(EditLine *line, int key) {
  (void)key;
  avow_edit_owner(line)->interrupted = true;
  move_cursor_to(line, el_wline(line)->lastchar);
  el_winsertstr(line, L"^C");  // The terminal does not echo it; the text is dropped anyway.
  el_push(line, KEY_NEWLINE);
  return CC_REFRESH;
}

static unsigned char on_end(EditLine *line, int key) {
  (void)key;
  const LineInfoW *info = el_wline(line);
  if (info->buffer == info->lastchar) return CC_EOF;
  if (info->cursor == info->lastchar) return CC_NORM;
  el_cursor(line, 1);
  el_deletestr(line, 1);
  return CC_REFRESH;
}

/// Deletes a line break together with the indentation that came with it.
static unsigned char on_backspace(EditLine *line, int key) {
  (void)key;
  const LineInfoW *info = el_wline(line);
  if (info->cursor == info->buffer) return CC_NORM;
  const wchar_t *start = line_start(info, info->cursor);
  size_t before = (size_t)(info->cursor - start);
  size_t spaces = wcsspn(start, L" ");
  bool is_indent = start > info->buffer && before <= spaces &&
      before <= avow_edit_owner(line)->indent;
  el_deletestr(line, is_indent ? (int)before + 1 : 1);
  return CC_REFRESH;
}

/// The first character behind the indentation of the line that begins at `start`.
static const wchar_t *content_start(EditLine *line, const wchar_t *start) {
  const LineInfoW *info = el_wline(line);
  if (start == info->buffer) return start;
  size_t indent = avow_edit_owner(line)->indent;
  for (size_t index = 0; index < indent && start < info->lastchar && *start == L' '; index++) {
    start++;
  }
  return start;
}

/// Moves the cursor to the line that begins at `start`, as far behind the indentation as it is now.
static unsigned char move_to_line(EditLine *line, const wchar_t *start) {
  const LineInfoW *info = el_wline(line);
  ptrdiff_t column = info->cursor - content_start(line, line_start(info, info->cursor));
  const wchar_t *target = content_start(line, start);
  ptrdiff_t length = line_end(info, target) - target;
  if (column > 0) target += column < length ? column : length;
  move_cursor_to(line, target);
  return CC_REFRESH;
}

static unsigned char on_offer(EditLine *line, int key) {
  (void)key;
  avow_edit *edit = avow_edit_owner(line);
  if (edit->offered == NULL) return CC_NORM;
  el_insertstr(line, edit->offered);
  free(edit->offered);
  edit->offered = NULL;
  return CC_REFRESH;
}

void avow_edit_push_offer(EditLine *line) { el_push(line, KEY_OFFER); }

static unsigned char on_previous(EditLine *line, int key) {
  (void)key;
  avow_edit *edit = avow_edit_owner(line);
  HistEvent event;
  if (history(edit->history, &event, H_GETSIZE) != 0 || edit->recalled >= event.num) return CC_NORM;
  edit->recalled++;
  el_push(line, KEY_PREVIOUS);
  return CC_NORM;
}

/// Recalls the next statement; at the newest, libedit would drop the text instead.
static unsigned char on_next(EditLine *line, int key) {
  (void)key;
  avow_edit *edit = avow_edit_owner(line);
  if (edit->recalled == 0) return CC_NORM;
  edit->recalled--;
  el_push(line, KEY_NEXT);
  return CC_NORM;
}

static unsigned char on_up(EditLine *line, int key) {
  const LineInfoW *info = el_wline(line);
  const wchar_t *start = line_start(info, info->cursor);
  if (start != info->buffer) return move_to_line(line, line_start(info, start - 1));
  return on_previous(line, key);
}

static unsigned char on_down(EditLine *line, int key) {
  const LineInfoW *info = el_wline(line);
  const wchar_t *end = line_end(info, info->cursor);
  if (end != info->lastchar) return move_to_line(line, end + 1);
  return on_next(line, key);
}

/// Text on its way from the terminal into the edited text.
typedef struct {
  wchar_t *characters;
  size_t length;
  /// How many line breaks are among the characters.
  size_t breaks;
  wchar_t last;
} paste;

/// Adds a character, up to one more than a text may have; controls are dropped.
static void add_to_paste(paste *pasted, wchar_t character) {
  bool is_second_of_pair = pasted->last == L'\r' && character == L'\n';
  pasted->last = character;
  if (is_second_of_pair || pasted->length > AVOW_EDIT_TEXT_MAX) return;
  if (character == L'\r') character = L'\n';
  if (character == L'\t') character = L' ';
  bool is_text = (character >= L' ' && character != 0x7F) || character == L'\n';
  if (is_text) pasted->characters[pasted->length++] = character;
  if (character == L'\n') pasted->breaks++;
}

/// Reads up to the mark that ends pasted text; false if Ctrl-C or the end of the input came first.
static bool read_paste(EditLine *line, paste *pasted) {
  static const wchar_t mark[] = L"\033[201~";
  size_t matched = 0;
  while (mark[matched] != L'\0') {
    wchar_t character;
    if (el_wgetc(line, &character) != 1 || character == CONTROL_C) return false;
    if (character == mark[matched]) {
      matched++;
      continue;
    }
    for (size_t index = 0; index < matched; index++) add_to_paste(pasted, mark[index]);
    matched = character == mark[0];
    if (matched == 0) add_to_paste(pasted, character);
  }
  return true;
}

/// Inserts pasted lines, each under the indentation; false if the text would become too long.
static bool insert_paste(avow_edit *edit, paste *pasted) {
  const LineInfoW *info = el_wline(edit->line);
  size_t needed = pasted->length + pasted->breaks * edit->indent;
  if ((size_t)(info->lastchar - info->buffer) + needed > AVOW_EDIT_TEXT_MAX) return false;
  // Enter is for the user to press.
  while (pasted->length > 0 && pasted->characters[pasted->length - 1] == L'\n') pasted->length--;
  for (size_t start = 0; start < pasted->length;) {
    size_t end = start;
    while (end < pasted->length && pasted->characters[end] != L'\n') end++;
    bool is_broken = end < pasted->length;
    pasted->characters[end] = L'\0';
    if (end > start) el_winsertstr(edit->line, pasted->characters + start);
    if (is_broken) insert_line_break(edit);
    start = end + 1;
  }
  return true;
}

static unsigned char on_paste(EditLine *line, int key) {
  avow_edit *edit = avow_edit_owner(line);
  paste pasted = {.characters = malloc((AVOW_EDIT_TEXT_MAX + 2) * sizeof(wchar_t))};
  if (pasted.characters == NULL) return CC_ERROR;
  edit->pasting = true;
  bool is_read = read_paste(line, &pasted);
  edit->pasting = false;
  bool is_inserted = is_read && insert_paste(edit, &pasted);
  free(pasted.characters);
  if (!is_read) return on_cancel(line, key);
  return is_inserted ? CC_REFRESH : CC_ERROR;
}

typedef unsigned char (*command_function)(EditLine *, int);

static const struct {
  const char *name;
  const char *help;
  command_function function;
} commands[] = {
    {"avow-enter", "Run the statement if it is complete, or break the line", on_enter},
    {"avow-break", "Break the line", on_break},
    {"avow-complete", "Complete the word", on_tab},
    {"avow-cancel", "Drop the statement", on_cancel},
    {"avow-end", "Leave if there is no text, or delete the next character", on_end},
    {"avow-backspace", "Delete the previous character or line break", on_backspace},
    {"avow-previous", "Recall the previous statement", on_previous},
    {"avow-next", "Recall the next statement", on_next},
    {"avow-up", "Move to the previous line or statement", on_up},
    {"avow-down", "Move to the next line or statement", on_down},
    {"avow-offer", "Insert what the program offers", on_offer},
    {"avow-paste", "Insert pasted text", on_paste},
};

typedef struct {
  const char *key;
  const char *command;
} binding;

/// Keys of both kinds of editing; in vi they hold in both modes.
static const binding common_keys[] = {
    {"^M", "avow-enter"},
    {"^J", "avow-enter"},
    {"^I", "avow-complete"},
    {"^C", "avow-cancel"},
    {"^D", "avow-end"},
    {"^P", "avow-previous"},
    {"^N", "avow-next"},
    {"^R", "em-inc-search-prev"},
    {KEY_NEWLINE, "ed-newline"},
    {KEY_PREVIOUS, "ed-prev-history"},
    {KEY_NEXT, "ed-next-history"},
    {KEY_OFFER, "avow-offer"},
};

static const binding emacs_keys[] = {
    {"^H", "avow-backspace"},
    {"^?", "avow-backspace"},
    {"\033^M", "avow-break"},
    {"\033[A", "avow-up"},
    {"\033OA", "avow-up"},
    {"\033[B", "avow-down"},
    {"\033OB", "avow-down"},
    {"\033[H", "ed-move-to-beg"},
    {"\033[F", "ed-move-to-end"},
    {"\033[3~", "ed-delete-next-char"},
    {"\033[1;5C", "em-next-word"},
    {"\033[1;5D", "ed-prev-word"},
    {"\033[200~", "avow-paste"},
    {"\033x", "ed-unassigned"},  // libedit's own prompt for commands crashes at an empty line.
    {"\033X", "ed-unassigned"},
};

/// Keys of vi's command mode, which the ESC of a sequence enters; the rest of it follows here.
static const binding vi_command_keys[] = {
    {"[A", "avow-up"},
    {"[B", "avow-down"},
    {"[200~", "avow-paste"},
    {"k", "avow-up"},
    {"j", "avow-down"},
    {":", "ed-unassigned"},  // As Meta-X in the other table.
};

static const binding vi_insert_keys[] = {
    {"^H", "avow-backspace"},
    {"^?", "avow-backspace"},
};

#define COUNT(table) (sizeof(table) / sizeof(table)[0])

static void bind_all(EditLine *line, const binding *bindings, size_t count) {
  for (size_t index = 0; index < count; index++) {
    el_set(line, EL_BIND, bindings[index].key, bindings[index].command, NULL);
  }
}

static void bind_all_in_command_mode(EditLine *line, const binding *bindings, size_t count) {
  for (size_t index = 0; index < count; index++) {
    el_set(line, EL_BIND, "-a", bindings[index].key, bindings[index].command, NULL);
  }
}

void avow_edit_add_commands(EditLine *line) {
  for (size_t index = 0; index < COUNT(commands); index++) {
    el_set(
        line, EL_ADDFN, commands[index].name, commands[index].help, commands[index].function);
  }
}

void avow_edit_bind_keys(EditLine *line) {
  bind_all(line, common_keys, COUNT(common_keys));
  const char *editor = NULL;
  el_get(line, EL_EDITOR, &editor);
  if (editor == NULL || strcmp(editor, "vi") != 0) {
    bind_all(line, emacs_keys, COUNT(emacs_keys));
    return;
  }
  bind_all(line, vi_insert_keys, COUNT(vi_insert_keys));
  bind_all_in_command_mode(line, common_keys, COUNT(common_keys));
  bind_all_in_command_mode(line, vi_command_keys, COUNT(vi_command_keys));
}
