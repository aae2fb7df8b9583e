"""What a maintainer runs now and then to build files that ship."""
