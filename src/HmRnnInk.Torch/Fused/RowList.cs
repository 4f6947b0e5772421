namespace HmRnnInk.Torch.Fused;

/// <summary>Rows that take part in one product, gathered by their addresses and not by copying.</summary>
internal sealed unsafe class RowList(int capacity)
{
    private readonly float*[] _inputs = new float*[capacity], _outputs = new float*[capacity];

    public int Count { get; private set; }

    public void Clear() => Count = 0;

    public void Add(float* input, float* output)
    {
        _inputs[Count] = input;
        _outputs[Count] = output;
        Count++;
    }

    /// <summary>Each output = its input · matrix, or += with <paramref name="add"/>.</summary>
    public void MultiplyBy(PackedMatrix matrix, bool add)
    {
        fixed (float** inputs = _inputs, outputs = _outputs) matrix.Multiply(inputs, outputs, Count, add);
    }
}
