package artifact

import (
	"encoding/json"
	"reflect"
	"strings"
	"testing"
)

// Values with every kind of nesting and with brackets, commas and quotation marks in their texts read back equal, and only
// what does not fit on a line is broken.
func TestJSON(t *testing.T) {
	hostile := `a "quoted" \ text, with [brackets] {and} <tags> & lines` + "\n\u2028é"
	long := strings.Repeat(hostile, 9)
	for name, value := range map[string]any{
		"a number": 7.0, "a text": hostile, "nothing": nil, "an empty object": map[string]any{}, "an empty list": []any{},
		"a short object": map[string]any{"b": 1.0, "a": hostile},
		"a long list":    []any{long, 1.0, nil, true, []any{}, map[string]any{}, map[string]any{"k": []any{hostile, 2.0}}},
		"a deep value":   map[string]any{"a": []any{map[string]any{"b": []any{long, map[string]any{"c": long}}, "d": 1.0}}, "e": hostile},
	} {
		data, err := JSON(value)
		if err != nil {
			t.Fatal(err)
		}
		var got any
		if err := json.Unmarshal(data, &got); err != nil || !reflect.DeepEqual(got, value) {
			t.Errorf("%s: read back as %v (%v) from\n%s", name, got, err, data)
		}
	}
	list := []map[string]any{{"path": "a.csv", "bytes": 1}, {"path": "b.csv", "bytes": 2, "title": strings.Repeat("x", lineWidth)}}
	data, err := JSON(list)
	if err != nil {
		t.Fatal(err)
	}
	want := "[\n {\"bytes\":1,\"path\":\"a.csv\"},\n {\n  \"bytes\":2,\n  \"path\":\"b.csv\",\n  \"title\":\"" + strings.Repeat("x", lineWidth) + "\"\n }\n]\n"
	if string(data) != want {
		t.Errorf("got\n%s\nwant\n%s", data, want)
	}
	if _, err := JSON(func() {}); err == nil {
		t.Error("a value that JSON cannot hold gives no error")
	}
}
