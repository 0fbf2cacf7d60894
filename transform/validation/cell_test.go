package validation

import (
	"math/rand/v2"
	"testing"

	"github.com/fwci-open-data/fwci/schemas"
	"github.com/fwci-open-data/fwci/transform/dataset"
	"github.com/fwci-open-data/fwci/transform/naming"
)

// What is taken for free text without asking the schema is free text by the schema.
func TestCleanTextIsFreeText(t *testing.T) {
	set := &dataset.Dataset{}
	rules, err := columnRules(set.Tables())
	if err != nil {
		t.Fatal(err)
	}
	free := 0
	random := rand.New(rand.NewPCG(1, 2))
	for _, rule := range rules {
		if !rule.free {
			continue
		}
		free++
		clean := 0
		for range 20_000 {
			letters := make([]byte, 1+random.IntN(4))
			for i := range letters {
				letters[i] = byte(random.IntN(0x90)) // some are no ASCII
				if random.IntN(3) == 0 {
					letters[i] = " =+-@'a"[random.IntN(7)]
				}
			}
			if text := string(letters); naming.IsClean(text) {
				clean++
				if !rule.keeps(text) {
					t.Errorf("%q is taken for clean, but breaks the pattern %s", text, schemas.TextPattern)
				}
			}
		}
		if clean < 1000 {
			t.Errorf("only %d of 20,000 texts are clean", clean)
		}
	}
	if free == 0 {
		t.Error("no column holds free text")
	}
}
