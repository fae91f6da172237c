import { Dropdown, Field, Option } from '@fluentui/react-components'

/** One of a few values, chosen from a list. */
export function ChoiceField<Value extends string>(props: {
  label: string
  value: Value
  choices: readonly { value: Value; text: string }[]
  isDisabled: boolean
  onChoose: (value: Value) => void
}) {
  const { choices } = props
  return (
    <Field label={props.label}>
      <Dropdown
        style={{ minWidth: 0 }}
        value={choices.find(choice => choice.value === props.value)?.text ?? ''}
        selectedOptions={[props.value]}
        disabled={props.isDisabled}
        onOptionSelect={(_, { optionValue }) => props.onChoose(optionValue as Value)}
      >
        {choices.map(({ value, text }) => (
          <Option key={value} value={value} text={text}>
            {text}
          </Option>
        ))}
      </Dropdown>
    </Field>
  )
}
