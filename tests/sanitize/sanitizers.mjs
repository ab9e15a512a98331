// @ts-check
/** The sanitizers: how each is built in, loaded into Node, and told what to look at. */
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'

/**
 * @typedef {object} Sanitizer
 * @property {string} name as on the command line
 * @property {string} setting CMake's
 * @property {string} flag the compiler's
 * @property {string} runtime the library that Node has to load before anything else
 * @property {string} variable where its options are read from
 * @property {readonly string[]} options
 */

/** @type {readonly Sanitizer[]} */
export const sanitizers = [
  {
    name: 'asan',
    setting: 'ASAN',
    flag: 'address',
    runtime: 'libasan.so',
    variable: 'ASAN_OPTIONS',
    options: [
      // A process of ours ends by _exit: leaks are looked for by a case of the suite instead, while it runs.
      'detect_leaks=1',
      'leak_check_at_exit=0',
      // Refused memory is a value that Python and Node handle, and tests ask for it.
      'allocator_may_return_null=1',
      'detect_stack_use_after_return=1',
    ],
  },
  {
    name: 'tsan',
    setting: 'TSAN',
    flag: 'thread',
    runtime: 'libtsan.so',
    variable: 'TSAN_OPTIONS',
    options: [
      // V8 and Python are not compiled with it, so it cannot see their atomic operations and would take what
      // they order by them for races. Mutexes, condition variables and threads of theirs are still seen.
      'ignore_noninstrumented_modules=1',
      // Its table of held locks has 64 places; Arrow's allocator holds more around each fork, and it aborts.
      'detect_deadlocks=0',
    ],
  },
  {
    name: 'ubsan',
    setting: 'UBSAN',
    flag: 'undefined',
    runtime: 'libubsan.so',
    variable: 'UBSAN_OPTIONS',
    options: ['print_stacktrace=1'],
  },
]

/** @param {Sanitizer} sanitizer */
function runtimeLibrary({ runtime }) {
  const { stdout } = spawnSync('c++', [`-print-file-name=${runtime}`], { encoding: 'utf8' })
  const file = (stdout ?? '').trim()
  if (existsSync(file)) return file
  throw new Error(
    `The compiler has no ${runtime} of its own. Install g++ and its sanitizers (on Debian: apt-get install g++), ` +
      'and make it the one that `c++` starts.',
  )
}

/**
 * What a program needs to run under it. Reports of it and of all its children become files `<reports>.<pid>`.
 * @param {Sanitizer} sanitizer
 * @param {string} reports
 * @returns {NodeJS.ProcessEnv}
 */
export const environment = (sanitizer, reports) => ({
  ...process.env,
  LD_PRELOAD: runtimeLibrary(sanitizer),
  [sanitizer.variable]: [...sanitizer.options, `log_path=${reports}`].join(':'),
  GILDER_SANITIZER: sanitizer.name,
})
