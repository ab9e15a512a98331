// @ts-check
/**
 * `npm run fuzz -- SECONDS`: the conversions between the languages with random input, each side for that long (one
 * minute unless told) and both at once. What makes one fail is kept, with the command that shows it again.
 */
import { mkdirSync, readdirSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { readManifest } from '../../python-runtime/build/manifest.mjs'
import { headers } from '../../setup/compile-addon.mjs'
import { inRoot, node, root, runtimeFolder } from '../../setup/paths.mjs'
import { exec } from '../../setup/process.mjs'
import { startLine, tell } from '../../setup/screen.mjs'

const seconds = Number(process.argv[2] ?? 60)
if (!(seconds > 0)) {
  console.error(`'${process.argv[2]}' is no number of seconds. Write: npm run fuzz -- 600`)
  process.exit(2)
}

const folder = inRoot('.cache', 'fuzz')
const build = join(folder, 'build')
const [corpus, crashes] = [join(folder, 'corpus'), join(folder, 'crashes')]
const kept = inRoot('native', 'fuzz', 'corpus')
const program = join(build, 'fuzz_values')

/** @returns {Record<string, string>} */
function pythonToLoad() {
  const manifest = readManifest(runtimeFolder)
  if (!manifest) throw new Error(`There is no whole Python runtime in ${runtimeFolder}. Run: npm run setup`)
  const paths = [
    ...manifest.searchPaths.map((path) => join(runtimeFolder, path)),
    inRoot('tests', 'fuzz', 'python'),
  ]
  return {
    GILDER_FUZZ_LIBPYTHON: join(runtimeFolder, manifest.libpython),
    GILDER_FUZZ_HOME: runtimeFolder,
    GILDER_FUZZ_EXECUTABLE: join(runtimeFolder, manifest.executable),
    GILDER_FUZZ_PATHS: paths.join(delimiter),
  }
}

/** @param {readonly string[]} args */
async function cmake(args) {
  const { code, output } = await exec('cmake', args, { cwd: root })
  if (code !== 0) throw new Error(`The fuzz target could not be compiled:\n${output}`)
}

async function compile() {
  const line = startLine('Compiling the fuzz target')
  const settings = ['CMAKE_CXX_COMPILER=clang++', `GILDER_PYTHON_INCLUDE=${headers()}`].map(
    (one) => `-D${one}`,
  )
  await cmake(['-S', inRoot('native', 'fuzz'), '-B', build, ...settings])
  await cmake(['--build', build, '--parallel', '2'])
  line.done()
}

const settings = {
  ...pythonToLoad(),
  // Python's memory lies in arenas that are not searched for pointers; it may ask for more than there is.
  ASAN_OPTIONS: 'detect_leaks=0:allocator_may_return_null=1:quarantine_size_mb=32',
  OPENBLAS_NUM_THREADS: '1',
}
const environment = { ...process.env, ...settings }
const inShell = Object.entries(settings).map(([name, value]) => `${name}='${value}'`)

/** A stack as large as those of the addon's threads, whose frames are several times as large here. */
const withStack = (/** @type {readonly string[]} */ args) => [
  '-c',
  'ulimit -s 65536 && exec "$0" "$@"',
  program,
  ...args,
]

/** Python objects, by libFuzzer. */
async function native() {
  const known = new Set(readdirSync(crashes))
  const args = [
    `-max_total_time=${seconds}`,
    `-artifact_prefix=${crashes}/`,
    ...['-max_len=600', '-timeout=60', '-rss_limit_mb=4096', '-print_final_stats=1'],
    ...[corpus, kept],
  ]
  const { code, output } = await exec('sh', withStack(args), { cwd: root, env: environment })
  const found = readdirSync(crashes).filter((name) => !known.has(name))
  const told = output.match(/^(#\d+\s+DONE.*|stat::(number_of|average).*)$/gm) ?? []
  console.log(`Python to JavaScript's tree and back, by libFuzzer\n  ${told.join('\n  ')}`)
  if (code === 0) return true
  console.log(output.split('\n').slice(-60).join('\n'))
  for (const name of found)
    console.log(`\nAgain: (ulimit -s 65536; ${inShell.join(' ')} ${program} ${join(crashes, name)})`)
  return false
}

/** JavaScript values, by a seeded generator in Node. */
async function javascript() {
  const args = [inRoot('tests', 'fuzz', 'javascript.cjs'), '--seconds', String(seconds)]
  const { code, output } = await exec(node, args, { cwd: root })
  console.log(`JavaScript to Python and back, in Node\n${output.replace(/^/gm, '  ')}`)
  return code === 0
}

for (const path of [corpus, crashes]) mkdirSync(path, { recursive: true })
await compile()
tell(`  Both sides for ${seconds} s each …`)
const clean = await Promise.all([native(), javascript()])
const passed = clean.filter(Boolean).length
console.log(`\n${passed} passed, ${clean.length - passed} failed`)
process.exitCode = passed === clean.length ? 0 : 1
