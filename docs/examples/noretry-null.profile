profile noretry-null extends v4_17
__alloc_pages_slowpath = noretry-never-sleeps
