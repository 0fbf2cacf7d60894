package export

import (
	"testing"

	"github.com/fwci-open-data/fwci/extract"
	"github.com/fwci-open-data/fwci/transform"
)

// BenchmarkRelease measures the whole way from raw/ to the files of a release in memory.
func BenchmarkRelease(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		raw, err := extract.Load("../raw")
		if err != nil {
			b.Fatal(err)
		}
		set, err := transform.Build(raw)
		if err != nil {
			b.Fatal(err)
		}
		artifacts, err := Build(raw, set, nil)
		if err != nil {
			b.Fatal(err)
		}
		bytes := 0
		for _, a := range artifacts {
			bytes += len(a.Data)
		}
		b.SetBytes(int64(bytes))
	}
}

// BenchmarkFormat says where the time of a release goes, format by format.
func BenchmarkFormat(b *testing.B) {
	raw, err := extract.Load("../raw")
	if err != nil {
		b.Fatal(err)
	}
	set, err := transform.Build(raw)
	if err != nil {
		b.Fatal(err)
	}
	all, err := Build(raw, set, nil)
	if err != nil {
		b.Fatal(err)
	}
	for _, list := range [][]format{tables, descriptions, pages} {
		for _, f := range list {
			b.Run(f.name, func(b *testing.B) {
				b.ReportAllocs()
				for b.Loop() {
					if _, err := f.write(source{raw: raw, set: set, others: all}); err != nil {
						b.Fatal(err)
					}
				}
			})
		}
	}
}
