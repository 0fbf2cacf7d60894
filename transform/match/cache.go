package match

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"math"
	"os"
	"path/filepath"
)

// The part of an index that takes longest is the space: it is kept in a folder of the user, under the
// checksum of all that it is made from. A file that is damaged, or that cannot be read or written, costs
// time and nothing else: the space is then learned as ever.

// WithCache keeps what an index learns in a folder, and takes it from there.
func WithCache(dir string) Option { return func(x *Index) { x.cache = dir } }

// cacheForm changes when the way changes in which a space is learned or kept.
const cacheForm = "fwci space 1"

// cachedSpace returns the space of a matrix from the cache, or learns it from a basis and keeps it.
func cachedSpace(m *sparse, dir string, basis func() []float32) space {
	if dir == "" {
		return learnSpace(m, basis())
	}
	sum := m.checksum()
	file := filepath.Join(dir, "space-"+hex.EncodeToString(sum[:])+".bin")
	if s, ok := readSpace(file, m); ok {
		return s
	}
	s := learnSpace(m, basis())
	keepSpace(file, s)
	return s
}

// checksum sums all that a space is made from.
func (m *sparse) checksum() [sha256.Size]byte {
	data := append([]byte(cacheForm), dimensions, iterations)
	data = binary.LittleEndian.AppendUint64(data, spaceSeed)
	data = binary.LittleEndian.AppendUint32(data, uint32(m.width))
	for _, list := range [][]int32{m.start, m.cols} {
		data = binary.LittleEndian.AppendUint32(data, uint32(len(list)))
		for _, v := range list {
			data = binary.LittleEndian.AppendUint32(data, uint32(v))
		}
	}
	return sha256.Sum256(appendFloats(data, m.vals))
}

func appendFloats(data []byte, list []float32) []byte {
	for _, v := range list {
		data = binary.LittleEndian.AppendUint32(data, math.Float32bits(v))
	}
	return data
}

// readSpace reads a space that keepSpace wrote for a matrix of the same size.
func readSpace(file string, m *sparse) (space, bool) {
	data, err := os.ReadFile(file)
	terms, docs := m.width*dimensions, m.rows()*dimensions
	if err != nil || len(data) != 4*(terms+docs)+sha256.Size {
		return space{}, false
	}
	body, want := data[:len(data)-sha256.Size], data[len(data)-sha256.Size:]
	if got := sha256.Sum256(body); !bytes.Equal(got[:], want) {
		return space{}, false
	}
	all := make([]float32, terms+docs)
	for i := range all {
		all[i] = math.Float32frombits(binary.LittleEndian.Uint32(body[4*i:]))
	}
	return space{terms: all[:terms:terms], docs: all[terms:]}, true
}

// keepSpace writes a space with its checksum: under another name first, so that no reader sees half of it.
func keepSpace(file string, s space) {
	data := appendFloats(make([]byte, 0, 4*(len(s.terms)+len(s.docs))+sha256.Size), s.terms)
	data = appendFloats(data, s.docs)
	sum := sha256.Sum256(data)
	data = append(data, sum[:]...)
	if os.MkdirAll(filepath.Dir(file), 0o755) != nil {
		return
	}
	temporary, err := os.CreateTemp(filepath.Dir(file), "space-*.tmp")
	if err != nil {
		return
	}
	_, err = temporary.Write(data)
	if closed := temporary.Close(); err == nil {
		err = closed
	}
	if err == nil {
		err = os.Rename(temporary.Name(), file)
	}
	if err != nil {
		_ = os.Remove(temporary.Name()) // the cache does without
	}
}
