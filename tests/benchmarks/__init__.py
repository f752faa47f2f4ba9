"""Speed, measured: the village core in the engine's columns, as plain Mesa objects and as one hand-fused loop."""
