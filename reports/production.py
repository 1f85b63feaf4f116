"""x"""
def draw_waiting() -> int:
    return 0
