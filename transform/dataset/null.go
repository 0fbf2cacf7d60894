package dataset

// OrEmpty returns the text of a nullable column, "" for null.
func OrEmpty(text *string) string {
	if text == nil {
		return ""
	}
	return *text
}

// Null returns a value as a nullable column holds it: a pointer to it, and nil for the zero value.
func Null[T comparable](value T) *T {
	var zero T
	if value == zero {
		return nil
	}
	return &value
}

// OrZero returns a number, 0 for null.
func OrZero(n *int) int {
	if n == nil {
		return 0
	}
	return *n
}
