// What the files of this target share; nothing of it is visible to Swift.
#ifndef AVOW_EDIT_INTERNAL_H
#define AVOW_EDIT_INTERNAL_H

#include "CEditLine.h"

#if !__has_include(<histedit.h>)
#pragma clang diagnostic fatal "-W#warnings"
#warning "libedit-dev is missing: run 'make setup' (or apt-get install libedit-dev)"
#endif

#include <histedit.h>
#include <signal.h>
#include <wchar.h>

enum {
  /// The longest text that is edited, in scalars: each key lays it out anew.
  AVOW_EDIT_TEXT_MAX = 1 << 14,
  AVOW_EDIT_INDENT_MAX = 32,
  /// The signals that are caught while a statement is read; `edit_input.c` lists them.
  AVOW_EDIT_SIGNAL_COUNT = 6,
};

struct avow_edit {
  EditLine *line;
  History *history;
  avow_edit_callbacks callbacks;
  avow_edit_terminal terminal;
  char *prompt;
  size_t prompt_cells;
  /// What stands behind the next prompt, or NULL.
  char *offered;
  size_t indent;

  /// The text being edited as UTF-8, filled by `avow_edit_get_text`.
  char *text;
  size_t capacity;

  /// How many statements back in the history the arrow keys have gone.
  int recalled;

  bool interrupted;
  bool pasting;
  /// The byte that broke off a multi-byte character, to be read again; -1 if there is none.
  int pushed_byte;

  struct sigaction saved_actions[AVOW_EDIT_SIGNAL_COUNT];
};

/// The editor to which libedit's handle belongs.
avow_edit *avow_edit_owner(EditLine *line);

/// Adds the editor's own commands to libedit, before `~/.editrc` is read.
void avow_edit_add_commands(EditLine *line);

/// Binds keys to commands, after `~/.editrc` is read: its `bind -v` resets all keys.
void avow_edit_bind_keys(EditLine *line);

/// Lets the next command be the one that inserts the offered text.
void avow_edit_push_offer(EditLine *line);

/// Reads a character for libedit, and serves signals while it waits.
int avow_edit_read_character(EditLine *line, wchar_t *character);

/// Draws a text anew that is taller than the terminal, before the next key is served.
void avow_edit_redraw_if_too_tall(avow_edit *edit);

/// Takes over and gives back the signals that would leave the terminal in the wrong state.
void avow_edit_catch_signals(avow_edit *edit);
void avow_edit_release_signals(avow_edit *edit);

/// Asks the terminal to mark pasted text, or no longer to.
void avow_edit_mark_pastes(avow_edit *edit, bool marked);

/// The descriptor that becomes readable when a signal was caught, -1 if there is none.
int avow_edit_signal_descriptor(void);

/// Opens that descriptor, once.
void avow_edit_open_signal_pipe(void);

/// Makes that descriptor readable; allowed in a signal handler.
void avow_edit_note_signal(void);

/// Empties that descriptor. To lose no signal, empty first and look at the flags then.
void avow_edit_drain_signals(void);

#endif
