// Ctrl-C as a flag, and the pipe by which a signal wakes a thread that polls. A signal may come
// just before the poll, or be handled by another thread, so an interrupted system call alone would
// miss it.
#include "edit_internal.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdatomic.h>
#include <string.h>
#include <unistd.h>

static atomic_bool interrupted;
static int signal_pipe[2] = {-1, -1};

void avow_edit_open_signal_pipe(void) {
  if (signal_pipe[0] >= 0 || pipe(signal_pipe) != 0) return;
  for (int end = 0; end < 2; end++) {
    fcntl(signal_pipe[end], F_SETFL, O_NONBLOCK);
    fcntl(signal_pipe[end], F_SETFD, FD_CLOEXEC);
  }
}

int avow_edit_signal_descriptor(void) { return signal_pipe[0]; }

void avow_edit_note_signal(void) {
  int saved = errno;
  ssize_t written = write(signal_pipe[1], "", 1);
  (void)written;  // A full pipe wakes as well.
  errno = saved;
}

void avow_edit_drain_signals(void) {
  char bytes[64];
  while (read(signal_pipe[0], bytes, sizeof bytes) > 0) {
  }
}

static void on_interrupt(int number) {
  (void)number;
  atomic_store(&interrupted, true);
  avow_edit_note_signal();
}

void avow_edit_catch_interrupts(void) {
  avow_edit_open_signal_pipe();
  struct sigaction action;
  memset(&action, 0, sizeof action);
  action.sa_handler = on_interrupt;
  action.sa_flags = SA_RESTART;
  sigaction(SIGINT, &action, NULL);
}

bool avow_edit_is_interrupted(void) { return atomic_load(&interrupted); }

bool avow_edit_take_interrupt(void) { return atomic_exchange(&interrupted, false); }

bool avow_edit_wait_readable(int descriptor) {
  if (descriptor < 0) return true;  // A poll would wait for ever.
  for (;;) {
    avow_edit_drain_signals();
    if (avow_edit_is_interrupted()) return false;
    struct pollfd polled[2] = {
        {.fd = descriptor, .events = POLLIN},
        {.fd = signal_pipe[0], .events = POLLIN},
    };
    int ready = poll(polled, 2, -1);
    if (ready < 0 && errno != EINTR) return true;  // The read that follows reports the error.
    if (ready > 0 && polled[0].revents != 0) return true;
  }
}
