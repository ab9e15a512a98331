/*
 * bin\gilder.exe: Gilder's command line on Windows. Gilder.exe is a program for windows, which a console does
 * not wait for and whose output it does not show; this one waits, and ends with the exit code of what it
 * started.
 */
#define WIN32_LEAN_AND_MEAN
#include <string.h>
#include <wchar.h>
#include <windows.h>

/* The longest command line that Windows takes. */
#define LONGEST 32768

static HANDLE job;
static volatile LONG presses;

static int fail(const char* message) {
  DWORD written;
  WriteFile(GetStdHandle(STD_ERROR_HANDLE), message, (DWORD)strlen(message), &written, NULL);
  return 6;
}

/* The first Ctrl+C is for the command line, which the console tells as well; the second one leaves at once.
 */
static BOOL WINAPI on_control(DWORD kind) {
  if (kind != CTRL_C_EVENT && kind != CTRL_BREAK_EVENT) return FALSE;
  if (InterlockedIncrement(&presses) > 1) TerminateJobObject(job, 130);
  return TRUE;
}

/* What follows the program's own name, exactly as it was typed: quoting is different for every program. */
static const wchar_t* arguments(void) {
  const wchar_t* at = GetCommandLineW();
  BOOL quoted = FALSE;
  for (; *at && (quoted || (*at != L' ' && *at != L'\t')); at++)
    if (*at == L'"') quoted = !quoted;
  while (*at == L' ' || *at == L'\t') at++;
  return at;
}

/* …\bin\gilder.exe → … */
static BOOL app_folder(wchar_t* path, DWORD size) {
  DWORD length = GetModuleFileNameW(NULL, path, size);
  if (length == 0 || length >= size) return FALSE;
  for (int levels = 0; levels < 2; levels++) {
    wchar_t* last = wcsrchr(path, L'\\');
    if (!last) return FALSE;
    *last = L'\0';
  }
  return TRUE;
}

/* A console is not handed on: Gilder.exe finds it by itself, and is then told of Ctrl+C; a file or a pipe has
 * to be. */
static HANDLE redirected(DWORD which) {
  HANDLE handle = GetStdHandle(which);
  DWORD mode;
  if (!handle || handle == INVALID_HANDLE_VALUE || GetConsoleMode(handle, &mode)) return NULL;
  SetHandleInformation(handle, HANDLE_FLAG_INHERIT, HANDLE_FLAG_INHERIT);
  return handle;
}

int wmain(void) {
  static wchar_t folder[LONGEST], line[LONGEST];
  if (!app_folder(folder, LONGEST)) return fail("gilder: The folder of Gilder cannot be found.\n");
  const wchar_t* rest = arguments();
  BOOL window = *rest == L'\0';
  const wchar_t* form = window ? L"\"%ls\\Gilder.exe\""
                               : L"\"%ls\\Gilder.exe\" \"%ls\\resources\\app.asar\\out\\cli\\cli.cjs\" %ls";
  if (_snwprintf(line, LONGEST - 1, form, folder, folder, rest) < 0)
    return fail(
        "gilder: The command is too long.\n  Put parameters into a file and name it with --params.\n");

  /* A user's own Node settings must not reach ours. */
  SetEnvironmentVariableW(L"NODE_OPTIONS", NULL);
  SetEnvironmentVariableW(L"NODE_PATH", NULL);
  SetEnvironmentVariableW(L"ELECTRON_RUN_AS_NODE", window ? NULL : L"1");

  STARTUPINFOW start = {.cb = sizeof start};
  start.hStdInput = redirected(STD_INPUT_HANDLE);
  start.hStdOutput = redirected(STD_OUTPUT_HANDLE);
  start.hStdError = redirected(STD_ERROR_HANDLE);
  if (start.hStdInput || start.hStdOutput || start.hStdError) start.dwFlags = STARTF_USESTDHANDLES;

  /* Whoever ends this process ends the run with it. */
  JOBOBJECT_EXTENDED_LIMIT_INFORMATION limit = {0};
  limit.BasicLimitInformation.LimitFlags = JOB_OBJECT_LIMIT_KILL_ON_JOB_CLOSE;
  job = CreateJobObjectW(NULL, NULL);
  SetInformationJobObject(job, JobObjectExtendedLimitInformation, &limit, sizeof limit);
  SetConsoleCtrlHandler(on_control, TRUE);

  PROCESS_INFORMATION made;
  if (!CreateProcessW(NULL, line, NULL, NULL, TRUE, CREATE_SUSPENDED, NULL, NULL, &start, &made))
    return fail("gilder: Gilder.exe cannot be started.\n  Install Gilder again.\n");
  if (!window) AssignProcessToJobObject(job, made.hProcess);
  ResumeThread(made.hThread);
  if (window) return 0;
  DWORD code = 6;
  WaitForSingleObject(made.hProcess, INFINITE);
  GetExitCodeProcess(made.hProcess, &code);
  return (int)code;
}
