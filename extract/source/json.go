package source

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
)

// JSONLine returns the line of the mistake that a JSON decoder reports, counted from 1; the last line for a
// text that ends too soon, 0 where the error does not tell.
func JSONLine(data []byte, err error) int {
	var syntax *json.SyntaxError
	var kind *json.UnmarshalTypeError
	var offset int64
	switch {
	case errors.As(err, &syntax):
		offset = syntax.Offset
	case errors.As(err, &kind):
		offset = kind.Offset
	case errors.Is(err, io.ErrUnexpectedEOF), errors.Is(err, io.EOF):
		offset = int64(len(data))
	default:
		return 0
	}
	return 1 + bytes.Count(data[:min(int(offset), len(data))], []byte("\n"))
}
