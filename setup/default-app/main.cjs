// What Electron's own default app does and the stand-in lacks: opens the app in the folder on the command line.
const { readFileSync } = require('node:fs')
const { join, resolve } = require('node:path')
const { app } = require('electron')

const folder = resolve(process.argv.slice(1).find((argument) => !argument.startsWith('-')) ?? '.')
const about = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
Object.defineProperty(process, 'defaultApp', { enumerable: true, value: true })
app.setName(about.productName ?? about.name)
app.setVersion(about.version)
app.setAppPath(folder)
require(join(folder, about.main))
