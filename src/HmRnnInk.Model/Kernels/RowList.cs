namespace HmRnnInk.Model.Kernels;

/// <summary>
/// The rows that take part in one product (streams of an engine or lines of a batch), as pointers to their inputs and outputs, so that
/// nothing is copied. Allocated once.
/// </summary>
internal sealed unsafe class RowList(int capacity)
{
    private readonly AlignedMemory _inputs = new(capacity * sizeof(float*)), _outputs = new(capacity * sizeof(float*));

    public int Count { get; private set; }

    /// <summary>[<see cref="Count"/>]. Valid while the list is alive.</summary>
    public float** Inputs => (float**)_inputs.Pointer;

    /// <summary>[<see cref="Count"/>]. Valid while the list is alive.</summary>
    public float** Outputs => (float**)_outputs.Pointer;

    public void Clear() => Count = 0;

    public void Add(float* input, float* output)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(Count, capacity);
        Inputs[Count] = input;
        Outputs[Count] = output;
        Count++;
    }
}
