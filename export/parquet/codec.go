package parquet

import "github.com/apache/arrow/go/v17/parquet/compress"

// sharedEncoder is arrow's Zstandard codec, with one encoder for all pages at the default level: arrow
// makes a new one, of several megabytes, for each of the few hundred pages of a release. The bytes are the
// same.
type sharedEncoder struct{ compress.Codec }

// EncodeLevel compresses a page.
func (c sharedEncoder) EncodeLevel(dst, src []byte, level int) []byte {
	if level == compress.DefaultCompressionLevel {
		return c.Encode(dst, src)
	}
	return c.Codec.EncodeLevel(dst, src, level)
}

func init() {
	codec, err := compress.GetCodec(compress.Codecs.Zstd)
	if err != nil {
		panic("parquet: arrow has no Zstandard codec: " + err.Error()) // it is compiled in
	}
	compress.RegisterCodec(compress.Codecs.Zstd, sharedEncoder{codec})
}
