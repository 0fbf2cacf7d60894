//go:build !linux

package memory

// UseLargePages does nothing on a system that takes no such hint.
func UseLargePages() {}
