/** The tensors of a model as a table. */
import type { ModelPreview, TablePreview } from '../../contract/result'

export const modelTable = ({ tensors, total }: ModelPreview): TablePreview => ({
  kind: 'table',
  columns: [
    { name: 'tensor', dtype: 'str', numeric: false },
    { name: 'shape', dtype: 'str', numeric: false },
    { name: 'values', dtype: 'int64', numeric: true },
    { name: 'type', dtype: 'str', numeric: false },
  ],
  rows: tensors.map(({ name, dtype, shape }) => [
    name,
    shape.join(' × ') || 'one value',
    shape.reduce((product, size) => product * size, 1),
    dtype,
  ]),
  total,
})
