/** The state of one job's form: what stands in it, what is wrong with it, and the way to run it. */
import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import type { JobSpec, ParamProblem } from '../../contract/job'
import { sentence, sentences } from '../format/sentence'
import { defaultsOf } from '../store/defaults'
import { readColumns, setDraft } from '../store/forms'
import { submit } from '../store/runs'
import type { State, Values } from '../store/state'
import { useStore } from '../store/store'
import { setAxis, submitSweep } from '../store/sweeps'
import { check, type Problem, strayColumns } from './check'
import { type Field, fieldsOf, splitFields } from './field'
import { placed } from './refused'
import type { Scope } from './scope'
import { useSweep } from './use-sweep'
import { given } from './values'

const NONE: readonly ParamProblem[] = []
const NO_AXES: Scope['axes'] = {}

export function useJobForm(job: JobSpec) {
  const draft = useStore((state) => state.drafts[job.id])
  const refusals = useStore((state) => state.refusals[job.id]) ?? NONE
  const columns = useStore((state) => state.columns)
  const sweep = useStore((state) => state.sweeps[job.id])
  const container = useRef<HTMLDivElement>(null)
  const [touched, setTouched] = useState<ReadonlySet<string>>(new Set())
  const [tried, setTried] = useState(false)
  const [unfolded, setUnfolded] = useState(false)
  const [sending, setSending] = useState(false)

  const fields = useMemo(() => fieldsOf(job.params), [job])
  const values = useMemo(() => draft ?? defaultsOf(job), [draft, job])
  const plan = useSweep(job.id, values, sweep)
  const axes = sweep?.axes ?? NO_AXES
  // What several values are worth is known by those who take them apart.
  const single = useMemo(() => fields.filter(({ name }) => !(name in axes)), [fields, axes])
  const problems = useMemo(() => check(single, values), [single, values])
  const tableProblems = useMemo(() => problemsOfTables(fields, values, columns), [fields, values, columns])

  const change = useCallback((next: Values) => setDraft(job.id, next), [job.id])
  const sweepField: Scope['setAxis'] = useCallback((name, axis) => setAxis(job.id, name, axis), [job.id])
  const touch = useCallback((place: string) => setTouched((before) => new Set(before).add(place)), [])
  const refused = useMemo(() => refusals.map((problem) => placed(problem, fields)), [refusals, fields])

  const messages = useMemo(() => {
    const due = problems.filter(({ place }) => tried || touched.has(place))
    // What the file or Python says is known only after a try, so it is shown at once and comes first.
    return Object.fromEntries(
      [...due, ...tableProblems, ...refused].map(({ place, message }) => [place, sentence(message)]),
    )
  }, [problems, tableProblems, refused, tried, touched])

  const showFirst = useCallback(
    (wrong: readonly Problem[]) => {
      const first = fields.find(({ name }) => wrong.some(({ field }) => field === name))
      const place = wrong.find(({ field }) => field === first?.name)?.place
      if (first === undefined || place === undefined) return
      if (splitFields(fields).more.includes(first)) setUnfolded(true)
      // After the fold has opened and the message is drawn.
      requestAnimationFrame(() => focusField(container.current, place))
    },
    [fields],
  )

  const run = async (): Promise<void> => {
    if (sending) return
    // A file that could not be read may have been mended meanwhile.
    await Promise.all(unreadable(fields, values, columns).map(readColumns))
    const wrong = [...problems, ...problemsOfTables(fields, values, useStore.getState().columns)]
    setTried(wrong.length > 0)
    if (wrong.length > 0) return showFirst(wrong)
    setSending(true)
    if (sweep === undefined) await submit(job.id, given(values))
    else await submitSweep(job.id, given(values), sweep)
    setSending(false)
  }

  useEffect(() => {
    if (refused.length > 0) showFirst(refused)
  }, [refused, showFirst])

  const scope: Scope = useMemo(
    () => ({ fields, values, messages, touch, axes, setAxis: sweepField }),
    [fields, values, messages, touch, axes, sweepField],
  )
  const fold = { open: unfolded, setOpen: setUnfolded }

  return { fields, values, sweep, plan, scope, fold, container, sending, change, run }
}

const unreadable = (fields: readonly Field[], values: Values, known: State['columns']): readonly string[] =>
  fields
    .filter(({ control }) => control === 'table')
    .map(({ name }) => String(values[name] ?? ''))
    .filter((path) => known[path]?.state === 'unreadable')

/** What reading the chosen tables has shown: a file that is none, a column it does not have. */
function problemsOfTables(
  fields: readonly Field[],
  values: Values,
  known: State['columns'],
): readonly Problem[] {
  const tableOf = (name: string | undefined) => known[String(values[name ?? ''] ?? '')]
  return fields.flatMap(({ name, control, hint }) => {
    const table = tableOf(control === 'table' ? name : hint.of)
    if (control === 'table' && table?.state === 'unreadable') {
      return [{ field: name, place: name, message: sentences(table.error.message, table.error.hint) }]
    }
    if ((control === 'columns' || control === 'column') && table?.state === 'known') {
      const message = strayColumns(values[name], table.columns)
      return message === undefined ? [] : [{ field: name, place: name, message }]
    }
    return []
  })
}

function focusField(container: HTMLElement | null, place: string): void {
  const field = container?.querySelector(`[data-place="${CSS.escape(place)}"]`)
  if (field == null) {
    // Python may know of more places than the form has.
    if (place.includes('/')) focusField(container, outer(place))
    return
  }
  field.scrollIntoView({ block: 'nearest' })
  // A list without rows has no input yet, only the button that adds one.
  const control = field.querySelector<HTMLElement>('input, textarea') ?? field.querySelector('button')
  control?.focus()
}

const outer = (place: string): string => place.slice(0, place.lastIndexOf('/'))
