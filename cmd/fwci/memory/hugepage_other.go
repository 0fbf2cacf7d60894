//go:build !linux

package memory

// useHugePages does nothing here.
func useHugePages(int) {}
