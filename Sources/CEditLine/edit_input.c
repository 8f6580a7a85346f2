// Reading one character for libedit, and what signals do meanwhile.
#include "edit_internal.h"

#include <errno.h>
#include <poll.h>
#include <stdatomic.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

enum { CONTROL_C = 3 };

static const int caught_signals[AVOW_EDIT_SIGNAL_COUNT] = {
    SIGWINCH, SIGCONT, SIGTSTP, SIGTERM, SIGHUP, SIGQUIT,
};

/// One bit for each signal that was caught and not yet served.
static atomic_uint pending_signals;

static void on_signal(int number) {
  atomic_fetch_or(&pending_signals, 1u << number);
  avow_edit_note_signal();
}

void avow_edit_catch_signals(avow_edit *edit) {
  atomic_store(&pending_signals, 0);
  struct sigaction action;
  memset(&action, 0, sizeof action);
  action.sa_handler = on_signal;
  action.sa_flags = SA_RESTART;
  for (int index = 0; index < AVOW_EDIT_SIGNAL_COUNT; index++) {
    struct sigaction *saved = &edit->saved_actions[index];
    sigaction(caught_signals[index], &action, saved);
    bool was_ignored = (saved->sa_flags & SA_SIGINFO) == 0 && saved->sa_handler == SIG_IGN;
    if (was_ignored) sigaction(caught_signals[index], saved, NULL);
  }
}

void avow_edit_release_signals(avow_edit *edit) {
  for (int index = 0; index < AVOW_EDIT_SIGNAL_COUNT; index++) {
    sigaction(caught_signals[index], &edit->saved_actions[index], NULL);
  }
}

void avow_edit_mark_pastes(avow_edit *edit, bool marked) {
  if (edit->terminal == AVOW_EDIT_TERMINAL_DUMB) return;
  const char *sequence = marked ? "\033[?2004h" : "\033[?2004l";
  avow_edit_write(edit, sequence, strlen(sequence));
}

/// Draws prompt and text anew on the row of the cursor, on a terminal that somebody else has used.
static void return_to_terminal(avow_edit *edit) {
  // libedit believes that the terminal is still raw: only leaving that state first sets it again.
  el_set(edit->line, EL_PREP_TERM, 0);
  el_set(edit->line, EL_PREP_TERM, 1);
  avow_edit_mark_pastes(edit, true);
  const char *clear = edit->terminal == AVOW_EDIT_TERMINAL_DUMB ? "\r\n" : "\r\033[J";
  avow_edit_write(edit, clear, strlen(clear));
  el_resize(edit->line);
  el_set(edit->line, EL_REFRESH);
}

/// Lets a signal do what it does outside of the editor: stop the process, or end it.
static void obey_signal(avow_edit *edit, int number) {
  edit->callbacks.will_leave(edit->callbacks.context);
  avow_edit_write(edit, "\r\n", 2);
  avow_edit_mark_pastes(edit, false);
  el_set(edit->line, EL_PREP_TERM, 0);
  avow_edit_release_signals(edit);
  raise(number);
  avow_edit_catch_signals(edit);
  return_to_terminal(edit);
}

static void serve_signals(avow_edit *edit) {
  unsigned signals = atomic_exchange(&pending_signals, 0);
  if (signals == 0) return;
  static const int obeyed[] = {SIGTERM, SIGHUP, SIGQUIT, SIGTSTP};
  for (size_t index = 0; index < sizeof obeyed / sizeof *obeyed; index++) {
    if (signals & 1u << obeyed[index]) obey_signal(edit, obeyed[index]);
  }
  if (signals & 1u << SIGCONT) {
    return_to_terminal(edit);
  } else if (signals & 1u << SIGWINCH) {
    edit->callbacks.will_resize(edit->callbacks.context);
    el_resize(edit->line);
    el_set(edit->line, EL_REFRESH);
  }
}

static bool has_input(void) {
  struct pollfd polled = {.fd = STDIN_FILENO, .events = POLLIN};
  return poll(&polled, 1, 0) > 0;
}

/// Lets the owner draw over the text, unless more input is on its way and would change it at once.
static bool begin_wait(avow_edit *edit) {
  if (edit->pasting || edit->pushed_byte >= 0 || has_input()) return false;
  FILE *output = NULL;
  el_get(edit->line, EL_GETFP, 1, &output);
  fflush(output);
  edit->callbacks.will_wait(edit->callbacks.context);
  return true;
}

static void end_wait(avow_edit *edit, bool began) {
  if (began) edit->callbacks.did_wait(edit->callbacks.context);
}

/// Waits for a key; true if one can be read, false if Ctrl-C came instead.
static bool wait_for_key(avow_edit *edit) {
  bool began = begin_wait(edit);
  for (;;) {
    avow_edit_drain_signals();
    if (avow_edit_take_interrupt()) {
      end_wait(edit, began);
      return false;
    }
    if (atomic_load(&pending_signals) != 0) {
      end_wait(edit, began);
      serve_signals(edit);
      began = begin_wait(edit);
      continue;
    }
    struct pollfd polled[2] = {
        {.fd = STDIN_FILENO, .events = POLLIN},
        {.fd = avow_edit_signal_descriptor(), .events = POLLIN},
    };
    int ready = poll(polled, 2, -1);
    if (ready < 0 && errno == EINTR) continue;
    if (ready < 0 || polled[0].revents != 0) {
      end_wait(edit, began);
      return true;
    }
  }
}

/// Reads one byte; -1 at the end of the input or if the terminal is gone.
static int read_byte(avow_edit *edit) {
  if (edit->pushed_byte >= 0) {
    int byte = edit->pushed_byte;
    edit->pushed_byte = -1;
    return byte;
  }
  for (;;) {
    unsigned char byte;
    ssize_t count = read(STDIN_FILENO, &byte, 1);
    if (count == 1) return byte;
    if (count == 0) return -1;
    if (errno != EINTR && errno != EAGAIN) return -1;
    if (!wait_for_key(edit)) return CONTROL_C;
  }
}

/// Reads the bytes of one character; what is no UTF-8 becomes U+FFFD.
static bool read_scalar(avow_edit *edit, wchar_t *character) {
  mbstate_t state;
  memset(&state, 0, sizeof state);
  for (bool first = true;; first = false) {
    int byte = read_byte(edit);
    if (byte < 0) return false;
    char narrow = (char)byte;
    size_t used = mbrtowc(character, &narrow, 1, &state);
    if (used == (size_t)-2) continue;
    if (used == (size_t)-1) {
      *character = 0xFFFD;
      if (!first) edit->pushed_byte = byte;
    }
    return true;
  }
}

/// In vi's command mode, libedit's move to the end of an empty text puts the cursor before it.
static void repair_cursor(EditLine *line) {
  const LineInfoW *info = el_wline(line);
  if (info->cursor < info->buffer) el_cursor(line, (int)(info->buffer - info->cursor));
}

int avow_edit_read_character(EditLine *line, wchar_t *character) {
  avow_edit *edit = avow_edit_owner(line);
  repair_cursor(line);
  if (!edit->pasting) avow_edit_redraw_if_too_tall(edit);
  for (;;) {
    // As the key Ctrl-C, an interrupt also ends a search or a half-typed key sequence.
    if (edit->pushed_byte < 0 && !wait_for_key(edit)) {
      *character = CONTROL_C;
      return 1;
    }
    if (!read_scalar(edit, character)) {
      *character = 0;
      return 0;
    }
    const LineInfoW *info = el_wline(line);
    bool is_full = info->lastchar - info->buffer >= AVOW_EDIT_TEXT_MAX;
    if (edit->pasting || !is_full || *character < L' ' || *character == 0x7F) return 1;
  }
}
