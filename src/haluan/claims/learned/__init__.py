"""The learned reader: windows, pieces, model and what is made of its scores. Run time needs onnxruntime and numpy."""
