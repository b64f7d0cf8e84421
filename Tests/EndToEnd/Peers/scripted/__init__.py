"""What the scripted child is made of."""
