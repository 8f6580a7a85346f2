// Line editing for Swift: libedit behind functions of fixed arity and opaque types. libedit's own
// entry points are variadic, which Swift cannot call. All functions but those on interrupts belong
// to one thread.
#ifndef AVOW_EDIT_LINE_H
#define AVOW_EDIT_LINE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/// One editor on the standard input and output; a process has one at a time.
typedef struct avow_edit avow_edit;

/// What the terminal understands.
typedef enum {
  AVOW_EDIT_TERMINAL_DUMB = 0,
  AVOW_EDIT_TERMINAL_ANSI = 1,
} avow_edit_terminal;

/// What reading a statement came to.
typedef enum {
  AVOW_EDIT_STATEMENT = 0,
  AVOW_EDIT_INTERRUPTED = 1,
  AVOW_EDIT_END_OF_INPUT = 2,
} avow_edit_outcome;

/// What the editor does after the completion callback returns.
typedef enum {
  /// Leaves the screen as it is.
  AVOW_EDIT_KEEP = 0,
  /// Redraws what changed.
  AVOW_EDIT_REFRESH = 1,
  /// Draws prompt and text anew from the row that the terminal's cursor is on.
  AVOW_EDIT_REDRAW = 2,
  /// Rings the bell.
  AVOW_EDIT_BEEP = 3,
} avow_edit_action;

/// What the editor asks of its owner; every function is called with `context`, within
/// `avow_edit_read`, and none may be NULL.
typedef struct {
  void *context;
  /// Whether Enter runs the text; otherwise it inserts a line break.
  bool (*is_complete)(void *context);
  /// TAB was pressed.
  avow_edit_action (*complete)(void *context);
  /// The screen shows the text and no key waits to be read: the time to draw over it.
  void (*will_wait)(void *context);
  /// A key came after `will_wait`: the time to erase what the text does not hold.
  void (*did_wait)(void *context);
  /// The terminal has a new size and has moved the rows already: clear them for a redraw.
  void (*will_resize)(void *context);
  /// The terminal goes to somebody else: move its cursor to the last row of the text.
  void (*will_leave)(void *context);
} avow_edit_callbacks;

/// A text as UTF-8, not ended by NUL; `cursor` is an offset in bytes. The bytes stand until the next
/// call with the same editor.
typedef struct {
  const char *bytes;
  size_t length;
  size_t cursor;
} avow_edit_text;

/// The terminal's size in cells.
typedef struct {
  int rows;
  int columns;
} avow_edit_size;

/// Opens an editor that keeps `history_max` statements for recall and obeys `~/.editrc`; `program`
/// is the name under which that file may address it. NULL if there is one already or no memory.
avow_edit *avow_edit_open(const char *program, int history_max, avow_edit_terminal terminal);

/// Sets whom the editor asks; needed before the first `avow_edit_read`.
void avow_edit_set_callbacks(avow_edit *edit, avow_edit_callbacks callbacks);

/// Closes an editor; NULL is allowed.
void avow_edit_close(avow_edit *edit);

/// Sets the prompt and how many cells it takes; pairs of \001 enclose what takes none, and must not
/// end the text.
void avow_edit_set_prompt(avow_edit *edit, const char *prompt, size_t cells);

/// Sets how many spaces follow a line break that the editor inserts, at most 32.
void avow_edit_set_indent(avow_edit *edit, size_t spaces);

/// Puts a text behind the next prompt, to be edited; false if there is no memory.
bool avow_edit_offer(avow_edit *edit, const char *text);

/// Prompts and reads one statement; on AVOW_EDIT_STATEMENT `text` is it, without the last break.
avow_edit_outcome avow_edit_read(avow_edit *edit, avow_edit_text *text);

/// The text being edited.
avow_edit_text avow_edit_get_text(avow_edit *edit);

/// Replaces the bytes from `start` to `end` of the text being edited and puts the cursor behind;
/// false if they are not in the text or there is no memory.
bool avow_edit_replace(avow_edit *edit, size_t start, size_t end, const char *replacement);

/// Adds a statement to those that the arrow keys recall, unless it equals the last.
void avow_edit_add_history(avow_edit *edit, const char *statement);

/// Writes bytes to the terminal, in order with what the editor writes.
void avow_edit_write(avow_edit *edit, const char *bytes, size_t length);

/// The terminal's size as libedit takes it: 24 rows or 80 columns if there are none to speak of.
avow_edit_size avow_edit_get_size(void);

/// The cells that a Unicode scalar takes, -1 for control characters.
int avow_edit_cell_width(uint32_t scalar);

/// Whether the standard input and the standard output are a terminal.
bool avow_edit_is_terminal(void);

/// Makes the C library read and measure text as UTF-8, whatever the locale.
void avow_edit_use_utf8(void);

/// Lets Ctrl-C raise a flag from now on, instead of ending the process.
void avow_edit_catch_interrupts(void);

/// Whether the flag is up; any thread may ask.
bool avow_edit_is_interrupted(void);

/// Lowers the flag and returns whether it was up.
bool avow_edit_take_interrupt(void);

/// Waits until `descriptor` can be read or has ended; false if the flag is up instead.
bool avow_edit_wait_readable(int descriptor);

#endif
