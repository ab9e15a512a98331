import { TextInput } from '@mantine/core'
import { formatCount } from '../format/number'
import { sentence, sentences } from '../format/sentence'
import { Icon } from '../icons/Icon'
import type { SweepDraft } from '../store/state'
import { setSweep } from '../store/sweeps'
import type { Field } from './field'
import styles from './SweepPanel.module.css'
import type { SweepPlan } from './use-sweep'

interface Props {
  readonly job: string
  readonly fields: readonly Field[]
  readonly draft: SweepDraft
  readonly plan: SweepPlan
}

/** What running with several values comes to, said before it starts. */
export function SweepPanel({ job, fields, draft, plan }: Props) {
  const titles = fields.filter(({ name }) => name in draft.axes).map(({ title }) => title)
  return (
    <section className={styles.panel} aria-label="Sweep">
      <p className={styles.sum} role="status" data-wrong={plan.state === 'wrong'}>
        <Icon shape={plan.state === 'wrong' ? 'warning' : 'several'} size={14} />
        {plan.state === 'wrong' ? (
          <span>
            {sentence(plan.error.message)} {sentences(plan.error.hint)}
          </span>
        ) : (
          <span>
            <strong>{plan.state === 'known' ? formatCount(plan.runs, 'run', 'runs') : '…'}</strong>
            {draft.samples === null ? ': every ' : ': drawn from '}
            {titles.join(' × ')}
          </span>
        )}
      </p>
      <div className={styles.wishes}>
        <Count
          label="Samples"
          none="All"
          value={draft.samples}
          title="Draw so many of the combinations at random"
          onChange={(samples) => setSweep(job, { samples })}
        />
        <Count
          label="At once"
          none="Auto"
          value={draft.parallel}
          title="So many runs at the same time"
          onChange={(parallel) => setSweep(job, { parallel })}
        />
        <TextInput
          label="Best by"
          placeholder="score:max"
          title="A metric, with :min or :max where its name does not say which is better"
          value={draft.best}
          onChange={({ currentTarget }) => setSweep(job, { best: currentTarget.value })}
        />
      </div>
    </section>
  )
}

interface CountProps {
  readonly label: string
  /** Stands for no number. */
  readonly none: string
  readonly title: string
  readonly value: number | null
  readonly onChange: (value: number | null) => void
}

const Count = ({ label, none, title, value, onChange }: CountProps) => (
  <TextInput
    label={label}
    placeholder={none}
    title={title}
    inputMode="numeric"
    value={value ?? ''}
    onChange={({ currentTarget }) => {
      const count = Number(currentTarget.value.replace(/\D/g, '').slice(0, 6))
      onChange(count > 0 ? count : null)
    }}
  />
)
