import { Select, Switch } from '@mantine/core'
import type { QueueSettings } from '../../contract/queue'
import { setQueue } from '../store/queue'
import styles from './Queue.module.css'

const ENDINGS = [
  { value: 'nothing', label: 'Do nothing' },
  { value: 'notify', label: 'Tell me' },
  { value: 'quit', label: 'Quit Gilder' },
] as const

const PLACES = Array.from({ length: 16 }, (_, at) => String(at + 1))

/** How many go at once, and what happens when the last one has ended. */
export function QueueWishes({ settings }: { readonly settings: QueueSettings }) {
  const { slots, whenDone, keepAwake } = settings
  const count = (place: 'app' | 'isolated', label: string, title: string) => (
    <Select
      label={label}
      title={title}
      size="xs"
      data={PLACES.includes(String(slots[place])) ? PLACES : [...PLACES, String(slots[place])]}
      value={String(slots[place])}
      allowDeselect={false}
      onChange={(value) => void setQueue({ ...settings, slots: { ...slots, [place]: Number(value) } })}
    />
  )
  return (
    <section className={styles.wishes} aria-label="Settings of the queue">
      {count('app', 'At once, in Gilder', 'Runs of the jobs that came with Gilder')}
      {count('isolated', 'At once, by themselves', 'Runs in a process of their own')}
      <Select
        label="When all have ended"
        size="xs"
        data={[
          ...ENDINGS,
          ...(whenDone.do === 'command' ? [{ value: 'command', label: 'Run a command' }] : []),
        ]}
        value={whenDone.do}
        allowDeselect={false}
        onChange={(value) => {
          const wanted = ENDINGS.find((ending) => ending.value === value)?.value
          if (wanted !== undefined) void setQueue({ ...settings, whenDone: { do: wanted } })
        }}
      />
      <Switch
        label="Keep the computer awake meanwhile"
        checked={keepAwake}
        onChange={({ currentTarget }) => void setQueue({ ...settings, keepAwake: currentTarget.checked })}
      />
    </section>
  )
}
