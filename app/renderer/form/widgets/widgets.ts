/** Which component draws which control; what none of them fits is drawn by RJSF itself. */
import type { RegistryWidgetsType } from '@rjsf/utils'
import type { controls } from '../field'
import { ChoiceWidget } from './ChoiceWidget'
import { ColumnsWidget } from './ColumnsWidget'
import { ListWidget } from './ListWidget'
import { NumberWidget } from './NumberWidget'
import { PathWidget } from './PathWidget'
import { SwitchWidget } from './SwitchWidget'
import { TextWidget } from './TextWidget'

export const widgets = {
  table: PathWidget,
  file: PathWidget,
  folder: PathWidget,
  columns: ColumnsWidget,
  column: ColumnsWidget,
  choices: ListWidget,
  list: ListWidget,
  seed: NumberWidget,
  segmented: ChoiceWidget,
  select: ChoiceWidget,
  switch: SwitchWidget,
  number: NumberWidget,
  text: TextWidget,
} satisfies Record<(typeof controls)[number], RegistryWidgetsType[string]>
