// What Linux has and the toolchain's module of the C library does not show to Swift.
#pragma once

#ifdef __linux__
#include <pthread.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>

// Behind _GNU_SOURCE, which a module cannot define for the headers of another one.
extern int pthread_setname_np(pthread_t thread, const char *name);
#define CLINUX_F_SETPIPE_SZ 1031
#define CLINUX_F_GETPIPE_SZ 1032
#endif
