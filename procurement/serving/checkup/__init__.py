"""What `manage.py doctor` looks at: each examination gives lines that say what is so, and the cure where it is not."""
