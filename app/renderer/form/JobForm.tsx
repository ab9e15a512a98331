import { Button } from '@mantine/core'
import type { JobSpec } from '../../contract/job'
import type { OwnFile } from '../../contract/own'
import { commandLine, secretsOf } from '../command/line'
import { formatNumber } from '../format/number'
import { Icon } from '../icons/Icon'
import { copyText } from '../shell/clipboard'
import { keyLabel, useShortcut } from '../shell/shortcut'
import { notify } from '../store/notices'
import { useStore } from '../store/store'
import { Fields } from './Fields'
import styles from './FormPane.module.css'
import { JobHead } from './JobHead'
import { OwnNotice } from './OwnNotice'
import { SweepPanel } from './SweepPanel'
import { FormScope } from './scope'
import { useDrop } from './use-drop'
import { useJobForm } from './use-job-form'
import { given } from './values'

interface Props {
  readonly job: JobSpec
  /** The file it is in, when that is the user's own. */
  readonly own: OwnFile | undefined
}

export function JobForm({ job, own }: Props) {
  const form = useJobForm(job)
  const drop = useDrop(form.fields, form.values, form.change)
  const platform = useStore((state) => state.platform)
  // What stands there may be the form of an older version.
  const canRun = own === undefined || own.state === 'ready'
  useShortcut('Enter', () => canRun && void form.run())

  const copyCommand = (): void => {
    const values = given(form.values)
    void copyText(commandLine(nameOf(job, own), form.fields, values, platform, form.sweep), 'Command')
    const secrets = secretsOf(form.fields, values)
    if (secrets.length > 0) notify('info', `It takes secrets from ${secrets.join(', ')}.`, 'Set that first.')
  }

  return (
    <div className={styles.pane} ref={form.container} {...drop.handlers}>
      <div className={styles.body}>
        {own !== undefined && <OwnNotice own={own} />}
        <JobHead job={job} />
        <FormScope value={form.scope}>
          <Fields fields={form.fields} values={form.values} fold={form.fold} onChange={form.change} />
        </FormScope>
      </div>
      {form.sweep !== undefined && (
        <SweepPanel job={job.id} fields={form.fields} draft={form.sweep} plan={form.plan} />
      )}
      <footer className={styles.footer}>
        <Button
          className={styles.run ?? ''}
          leftSection={<Icon shape="play" size={13} />}
          rightSection={form.sweep === undefined && <kbd>{keyLabel('Enter')}</kbd>}
          aria-label="Run"
          aria-keyshortcuts="Control+Enter"
          loading={form.sending}
          disabled={!canRun}
          onClick={() => void form.run()}
        >
          {form.sweep !== undefined && form.plan.state === 'known'
            ? `Run ${formatNumber(form.plan.runs)}`
            : 'Run'}
        </Button>
        <Button
          className={styles.command ?? ''}
          variant="subtle"
          color="gray"
          leftSection={<Icon shape="terminal" size={15} />}
          title="The same run for a script or a terminal"
          onClick={copyCommand}
        >
          Copy as command
        </Button>
      </footer>
      {drop.over && (
        <div className={styles.drop} aria-hidden="true">
          <Icon shape="down" size={20} />
          Drop the file to use it here
        </div>
      )}
    </div>
  )
}

/** As `--run` takes it: a file is enough where it has one job. */
function nameOf({ id, file, function: name }: JobSpec, own: OwnFile | undefined): string {
  if (own === undefined) return id
  return own.jobs.length === 1 ? file : `${file}:${name}`
}
