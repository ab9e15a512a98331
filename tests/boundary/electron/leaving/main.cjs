/** `electron tests/boundary/electron/leaving WAY WORK DELAY`: children/leaving.cjs in Electron's main process. */
'use strict'
require('../../children/leaving.cjs')
