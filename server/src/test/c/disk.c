/*
 * A disk that is watched, and that fails when it is told to.
 *
 * Loaded in front of the C library (LD_PRELOAD) it sees what a process does to the files below one
 * folder, whoever in the process does it: SQLite, or the Java library.
 *
 *   DISK_ROOT   the folder. Nothing else is looked at.
 *   DISK_TRACE  a file: what changed the disk is appended to it, in the order in which it did.
 *   DISK_PLAN   a file that holds a struct plan: which calls fail, and how. Whoever has it mapped
 *               may change the plan at any time.
 *
 * A trace is a line for each call, with names relative to the folder (itself: "."):
 *
 *   create NAME              mkdir NAME            write NAME OFFSET LENGTH, and then the bytes
 *   unlink NAME              rename NAME NAME      truncate NAME LENGTH
 *   sync NAME                unsynced NAME: a sync that failed
 *
 * One lock is held over a call and its line, so what stands before another line happened before.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <unistd.h>

enum { MAX_DESCRIPTORS = 4096, MAX_NAME = 128, MAX_LINE = 3 * MAX_NAME };

/* Kinds of calls; a plan holds a set of them. */
enum kind { OPEN = 1, READ = 2, WRITE = 4, SYNC = 8, SYNC_FOLDER = 16, TRUNCATE = 32, NAME = 64 };

struct plan {
  volatile int64_t kinds;        /* which calls are counted, and may fail */
  volatile int64_t first, count; /* the calls that fail: from this one on, so many */
  volatile int64_t error;        /* with this errno */
  volatile int64_t partly;       /* the first write that fails has written half, and says so */
  volatile int64_t calls;        /* counted so far */
  volatile int64_t failed;       /* of those, failed */
  volatile int64_t failed_syncs; /* and these were syncs of files */
};

struct file {
  char name[MAX_NAME]; /* empty: not one of ours */
  bool folder;
};

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static struct file files[MAX_DESCRIPTORS];
static const char *root;
static struct plan *plan;
static int trace = -1;

/* What this library stands in front of. */
#define REAL(call)                                          \
  ({                                                        \
    static __typeof__(&call) found;                         \
    if (!found) found = (__typeof__(found)) dlsym(RTLD_NEXT, #call); \
    found;                                                  \
  })

static void require(bool good, const char *what) {
  if (good) return;
  perror(what);
  abort();
}

__attribute__((constructor)) static void begin(void) {
  const char *trace_name = getenv("DISK_TRACE"), *plan_name = getenv("DISK_PLAN");
  root = getenv("DISK_ROOT");
  if (trace_name) {
    trace = REAL(open)(trace_name, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0666);
    require(trace >= 0, "DISK_TRACE");
  }
  if (plan_name) {
    int fd = REAL(open)(plan_name, O_RDWR | O_CLOEXEC);
    plan = mmap(NULL, sizeof *plan, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
    require(fd >= 0 && plan != MAP_FAILED, "DISK_PLAN");
    REAL(close)(fd);
  }
}

/* The name below the folder, or NULL if it is none of ours. */
static const char *below(const char *path) {
  size_t length = root ? strlen(root) : 0;
  if (!length || strncmp(path, root, length) != 0) return NULL;
  if (!path[length]) return ".";
  return path[length] == '/' ? path + length + 1 : NULL;
}

static struct file *file(int fd) {
  bool ours = root && fd >= 0 && fd < MAX_DESCRIPTORS && files[fd].name[0];
  return ours ? &files[fd] : NULL;
}

/* A line, and the bytes that belong to it. Leaves errno as it is. */
static void record(const void *bytes, size_t length, const char *format, ...) {
  if (trace < 0) return;
  char line[MAX_LINE];
  va_list values;
  va_start(values, format);
  int end = vsnprintf(line, sizeof line, format, values);
  va_end(values);
  struct iovec parts[] = {{line, (size_t) end}, {(void *) bytes, length}};
  require(writev(trace, parts, 2) == (ssize_t) (end + length), "trace");
}

/* Whether this call is one that has to fail; errno says how. */
static bool fails(enum kind kind) {
  if (!plan || !(plan->kinds & kind)) return false;
  int64_t past = ++plan->calls - plan->first;
  if (past < 0 || past >= plan->count) return false;
  plan->failed++;
  plan->failed_syncs += kind == SYNC;
  errno = (int) plan->error;
  return true;
}

/* Does one call under the lock, unless it has to fail. */
#define GUARDED(kind, result, call, ...)     \
  do {                                       \
    pthread_mutex_lock(&lock);               \
    if (!fails(kind)) result = call;         \
    if (result >= 0) { __VA_ARGS__; }        \
    pthread_mutex_unlock(&lock);             \
  } while (0)

static void opened(int fd, const char *name, bool is_new, int flags) {
  struct stat status;
  require(fd < MAX_DESCRIPTORS && strlen(name) < MAX_NAME, name);
  require(fstat(fd, &status) == 0, name);
  strcpy(files[fd].name, name);
  files[fd].folder = S_ISDIR(status.st_mode);
  if (is_new) record(NULL, 0, "create %s\n", name);
  if (!is_new && (flags & O_TRUNC)) record(NULL, 0, "truncate %s 0\n", name);
}

#define DEFINE_OPEN(call)                                                   \
  int call(const char *path, int flags, ...) {                              \
    va_list values;                                                         \
    va_start(values, flags);                                                \
    mode_t mode = flags & (O_CREAT | O_TMPFILE) ? va_arg(values, mode_t) : 0; \
    va_end(values);                                                         \
    const char *name = below(path);                                         \
    if (!name) return REAL(call)(path, flags, mode);                        \
    int fd = -1;                                                            \
    bool is_new = (flags & O_CREAT) && access(path, F_OK) != 0;             \
    GUARDED(OPEN, fd, REAL(call)(path, flags, mode), opened(fd, name, is_new, flags)); \
    return fd;                                                              \
  }

DEFINE_OPEN(open)
DEFINE_OPEN(open64)

int close(int fd) {
  if (file(fd)) files[fd].name[0] = 0;
  return REAL(close)(fd);
}

static ssize_t put(int fd, const void *bytes, size_t length, off64_t at) {
  ssize_t written = -1;
  pthread_mutex_lock(&lock);
  bool failing = fails(WRITE);
  bool half = failing && plan->partly && plan->failed == 1 && length > 1;
  if (half) length /= 2;
  /* What is one byte long is written or not; without an error there is only writing. */
  if (!failing || half || !plan->error) written = REAL(pwrite64)(fd, bytes, length, at);
  if (written > 0) {
    record(bytes, (size_t) written, "write %s %lld %zd\n", files[fd].name, (long long) at, written);
  }
  pthread_mutex_unlock(&lock);
  return written;
}

ssize_t pwrite64(int fd, const void *bytes, size_t length, off64_t at) {
  return file(fd) ? put(fd, bytes, length, at) : REAL(pwrite64)(fd, bytes, length, at);
}

ssize_t write(int fd, const void *bytes, size_t length) {
  if (!file(fd)) return REAL(write)(fd, bytes, length);
  off64_t at = lseek64(fd, 0, SEEK_CUR);
  ssize_t written = put(fd, bytes, length, at);
  if (written > 0) lseek64(fd, at + written, SEEK_SET);
  return written;
}

ssize_t pread64(int fd, void *bytes, size_t length, off64_t at) {
  ssize_t count = -1;
  if (!file(fd)) return REAL(pread64)(fd, bytes, length, at);
  GUARDED(READ, count, REAL(pread64)(fd, bytes, length, at));
  return count;
}

ssize_t read(int fd, void *bytes, size_t length) {
  ssize_t count = -1;
  if (!file(fd)) return REAL(read)(fd, bytes, length);
  GUARDED(READ, count, REAL(read)(fd, bytes, length));
  return count;
}

#define DEFINE_SYNC(call)                                                  \
  int call(int fd) {                                                       \
    struct file *synced = file(fd);                                        \
    int result = -1;                                                       \
    if (!synced) return REAL(call)(fd);                                    \
    pthread_mutex_lock(&lock);                                             \
    if (!fails(synced->folder ? SYNC_FOLDER : SYNC)) result = REAL(call)(fd); \
    record(NULL, 0, "%s %s\n", result ? "unsynced" : "sync", synced->name); \
    pthread_mutex_unlock(&lock);                                           \
    return result;                                                         \
  }

DEFINE_SYNC(fsync)
DEFINE_SYNC(fdatasync)

int ftruncate64(int fd, off64_t length) {
  struct file *cut = file(fd);
  int result = -1;
  if (!cut) return REAL(ftruncate64)(fd, length);
  GUARDED(TRUNCATE, result, REAL(ftruncate64)(fd, length),
          record(NULL, 0, "truncate %s %lld\n", cut->name, (long long) length));
  return result;
}

int unlink(const char *path) {
  const char *name = below(path);
  int result = -1;
  if (!name) return REAL(unlink)(path);
  GUARDED(NAME, result, REAL(unlink)(path), record(NULL, 0, "unlink %s\n", name));
  return result;
}

int rename(const char *from, const char *to) {
  const char *old_name = below(from), *new_name = below(to);
  int result = -1;
  if (!old_name || !new_name) return REAL(rename)(from, to);
  GUARDED(NAME, result, REAL(rename)(from, to),
          record(NULL, 0, "rename %s %s\n", old_name, new_name));
  return result;
}

int mkdir(const char *path, mode_t mode) {
  const char *name = below(path);
  int result = -1;
  if (!name) return REAL(mkdir)(path, mode);
  GUARDED(NAME, result, REAL(mkdir)(path, mode), record(NULL, 0, "mkdir %s\n", name));
  return result;
}
