/** Entry of the window: connects the store to the main process and draws. */
import '@mantine/core/styles/baseline.layer.css'
import '@mantine/core/styles/default-css-variables.layer.css'
import '@mantine/core/styles/global.layer.css'
import '@mantine/core/styles/UnstyledButton.layer.css'
import '@mantine/core/styles/Loader.layer.css'
import '@mantine/core/styles/Button.layer.css'
import './styles/base.css'
import { MantineProvider } from '@mantine/core'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { dropJobs } from './jobs/drop-jobs'
import { App } from './shell/App'
import { styleNonce } from './shell/nonce'
import { connect } from './store/connect'
import { notifyError } from './store/notices'
import { useStore } from './store/store'
import { cssVariables, theme } from './theme'

connect(window.gilder, useStore, notifyError)

window.addEventListener('dragover', (event) => event.preventDefault())
window.addEventListener('drop', dropJobs)

const root = document.getElementById('root')
if (root === null) throw new Error('index.html has no #root')
createRoot(root).render(
  <StrictMode>
    <MantineProvider
      theme={theme}
      cssVariablesResolver={cssVariables}
      defaultColorScheme="auto"
      getStyleNonce={() => styleNonce}
    >
      <App />
    </MantineProvider>
  </StrictMode>,
)
