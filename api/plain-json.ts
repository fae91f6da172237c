/** For answers of many cells: compiled serializers test every cell against a union of types, which costs far more than it saves. */
export const plainJson = () => (value: unknown) => JSON.stringify(value)
