// @ts-check
/**
 * How the addon starts a Python 3.14, without one: a library by that name which has every symbol the addon asks for,
 * notes what it is told, and then refuses with the notes as its reason.
 */
import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { inRoot, node } from '../../../setup/paths.mjs'

const folder = mkdtempSync(join(tmpdir(), 'gilder-options-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** @param {string} body what Py_InitializeFromInitConfig returns, and how the error is answered */
const options = (body) => `
#include <stdio.h>
#include <string.h>
static char notes[8192];
static int config;
static void note(const char *text) { strncat(notes, text, sizeof notes - strlen(notes) - 1); }
const char *Py_GetVersion(void) { return "3.14.2 (main, stand-in)"; }
void *PyInitConfig_Create(void) { return &config; }
void PyInitConfig_Free(void *c) { if (c != &config) note("another one was freed"); }
int PyInitConfig_SetInt(void *c, const char *name, long long value) {
  char text[128]; snprintf(text, sizeof text, "%s=%lld|", name, value); note(text); return 0;
}
int PyInitConfig_SetStr(void *c, const char *name, const char *value) {
  note(name); note("="); note(value); note("|"); return 0;
}
int PyInitConfig_SetStrList(void *c, const char *name, size_t length, char *const *items) {
  note(name); note("=");
  for (size_t i = 0; i < length; ++i) { note(i ? "," : ""); note(items[i]); }
  note("|"); return 0;
}
${body}
`

const refusing = `
int Py_InitializeFromInitConfig(void *c) { return -1; }
int PyInitConfig_GetError(void *c, const char **said) { *said = notes; return 1; }
int PyInitConfig_GetExitCode(void *c, int *code) { return 0; }
`

const leaving = `
int Py_InitializeFromInitConfig(void *c) { return -1; }
int PyInitConfig_GetError(void *c, const char **said) { *said = NULL; return 0; }
int PyInitConfig_GetExitCode(void *c, int *code) { *code = 7; return 1; }
`

/**
 * What a start with such a library is told.
 * @param {string} body
 * @param {string} executable
 */
function start(body, executable) {
  const symbols = readFileSync(inRoot('native', 'src', 'python', 'symbols.h'), 'utf8')
  const names = [...symbols.matchAll(/\bX\((_?Py\w+)\)/g)].map(([, name]) => name)
  const others = names
    .filter((name) => name !== 'Py_GetVersion')
    .map((name) => `int ${name}(void) { return 0; }`)
  const source = join(folder, 'python.c')
  writeFileSync(source, options(body) + others.join('\n'))
  const libpython = join(folder, 'libpython3.14.so.1.0')
  const link = ['-shared', '-fPIC', '-Wl,-soname,libpython3.14.so.1.0', '-o', libpython, source]
  expect(spawnSync('cc', link, { encoding: 'utf8' })).toMatchObject({ status: 0, stderr: '' })
  const given = { libpython, home: '/the/home', executable, searchPaths: ['/a b', '/ü'], threads: 1 }
  const program = `require(process.argv[1]).start(${JSON.stringify(given)}).catch((e) => console.log(e.code, e.message))`
  const addon = inRoot('native', 'build', 'Release', 'gilder.node')
  const { stdout, stderr } = spawnSync(node, ['-e', program, addon], { encoding: 'utf8' })
  expect(stderr).toBe('')
  return stdout.trim()
}

test.runIf(process.platform === 'linux')('options go by name, paths as UTF-8', { timeout: 60_000 }, () => {
  expect(start(refusing, '/the/home/bin/python3.14')).toBe(
    `GILDER_START Python could not be started: ${[
      'utf8_mode=1',
      'install_signal_handlers=0',
      'write_bytecode=0',
      'parse_argv=0',
      'program_name=/the/home/bin/python3.14',
      'executable=/the/home/bin/python3.14',
      'base_executable=/the/home/bin/python3.14',
      'home=/the/home',
      'module_search_paths=/a b,/ü',
    ].join('|')}|. Install the Python runtime again.`,
  )
})

test.runIf(process.platform === 'linux')(
  'a virtual environment finds its home itself',
  { timeout: 60_000 },
  () => {
    const environment = join(folder, 'venv')
    mkdirSync(join(environment, 'bin'), { recursive: true })
    writeFileSync(join(environment, 'pyvenv.cfg'), 'home = /the/home/bin\n')
    const said = start(refusing, join(environment, 'bin', 'python'))
    expect(said).toContain(`executable=${environment}/bin/python|module_search_paths=`)
    expect(said).not.toMatch(/[^_]home=/)
  },
)

test.runIf(process.platform === 'linux')(
  'a Python that wants to leave is told of',
  { timeout: 60_000 },
  () => {
    expect(start(leaving, '/the/home/bin/python3.14')).toContain('it wants to end with exit code 7')
  },
)
