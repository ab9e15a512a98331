/** Which component draws which control. */
import type { ComponentType } from 'react'
import type { ControlProps } from '../control'
import type { Control } from '../field'
import { AnythingWidget } from './AnythingWidget'
import { ChoiceWidget } from './ChoiceWidget'
import { ColorWidget } from './ColorWidget'
import { ColumnsWidget } from './ColumnsWidget'
import { DeviceWidget } from './DeviceWidget'
import { DurationWidget } from './DurationWidget'
import { GroupWidget } from './GroupWidget'
import { ListWidget } from './ListWidget'
import { MomentWidget } from './MomentWidget'
import { NumberWidget } from './NumberWidget'
import { PairsWidget } from './PairsWidget'
import { PathWidget } from './PathWidget'
import { RowsWidget } from './RowsWidget'
import { SecretWidget } from './SecretWidget'
import { SwitchWidget } from './SwitchWidget'
import { TextWidget } from './TextWidget'
import { TupleWidget } from './TupleWidget'
import { UnionWidget } from './UnionWidget'

export const widgets: Readonly<Record<Control, ComponentType<ControlProps>>> = {
  table: PathWidget,
  file: PathWidget,
  folder: PathWidget,
  array: PathWidget,
  image: PathWidget,
  audio: PathWidget,
  columns: ColumnsWidget,
  column: ColumnsWidget,
  choices: ListWidget,
  list: ListWidget,
  seed: NumberWidget,
  secret: SecretWidget,
  color: ColorWidget,
  device: DeviceWidget,
  segmented: ChoiceWidget,
  select: ChoiceWidget,
  answer: ChoiceWidget,
  switch: SwitchWidget,
  number: NumberWidget,
  text: TextWidget,
  lines: TextWidget,
  date: MomentWidget,
  moment: MomentWidget,
  time: MomentWidget,
  duration: DurationWidget,
  rows: RowsWidget,
  tuple: TupleWidget,
  pairs: PairsWidget,
  group: GroupWidget,
  union: UnionWidget,
  anything: AnythingWidget,
}
