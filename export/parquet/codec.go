package parquet

import (
	"github.com/apache/arrow/go/v17/parquet/compress"
	"github.com/klauspost/compress/zstd"
)

// sharedEncoder is arrow's Zstandard codec, with one encoder for all pages at the default level: arrow
// makes a new one, of several megabytes, for each of the few hundred pages of a release. The bytes are the
// same.
type sharedEncoder struct {
	compress.Codec
	pages *zstd.Encoder
}

// pageWindow is how far back the encoder looks, in bytes. Arrow's looks 8 MB back and keeps twice that for pages of
// more than 128 kB; pages have about 1 MB.
const pageWindow = 2 << 20

// EncodeLevel compresses a page.
func (c sharedEncoder) EncodeLevel(dst, src []byte, level int) []byte {
	switch {
	case level != compress.DefaultCompressionLevel:
		return c.Codec.EncodeLevel(dst, src, level)
	case len(src) > pageWindow:
		return c.Encode(dst, src)
	}
	return c.pages.EncodeAll(src, dst[:0])
}

func init() {
	codec, err := compress.GetCodec(compress.Codecs.Zstd)
	if err != nil {
		panic("parquet: arrow has no Zstandard codec: " + err.Error()) // it is compiled in
	}
	pages, err := zstd.NewWriter(nil, zstd.WithZeroFrames(true), zstd.WithWindowSize(pageWindow), zstd.WithLowerEncoderMem(true), zstd.WithEncoderConcurrency(1))
	if err != nil {
		panic("parquet: no Zstandard encoder: " + err.Error()) // the options are fixed
	}
	compress.RegisterCodec(compress.Codecs.Zstd, sharedEncoder{codec, pages})
}
