/** Loaded before the command line: how late its event loop is, by and by into the file that GILDER_BENCH_DELAY names. */
const { writeFileSync } = require('node:fs')
const { monitorEventLoopDelay } = require('node:perf_hooks')

const file = process.env.GILDER_BENCH_DELAY ?? ''
const RESOLUTION_MS = 1
const delay = monitorEventLoopDelay({ resolution: RESOLUTION_MS })
delay.enable()

const milliseconds = (nanoseconds) => nanoseconds / 1e6 - RESOLUTION_MS

// The process leaves without the event 'exit'.
setInterval(() => {
  const { max } = delay
  writeFileSync(file, JSON.stringify({ p99: milliseconds(delay.percentile(99)), max: milliseconds(max) }))
}, 500).unref()
