// The least an Electron app can show: one window of the same size with one line of text.
const { app, BrowserWindow } = require('electron')
const { join } = require('node:path')

app.whenReady().then(() => {
  const window = new BrowserWindow({ width: 1280, height: 800 })
  window.loadFile(join(__dirname, 'index.html'))
})
