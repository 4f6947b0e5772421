namespace HmRnnInk.Model.Kernels;

/// <summary>The streams that take part in a product: what each gives and where its sums are. Allocated once.</summary>
internal sealed unsafe class StreamList(int capacity)
{
    private readonly float*[] inputs = new float*[capacity], sums = new float*[capacity];

    public int Count { get; private set; }

    public void Clear() => Count = 0;

    public void Add(float* input, float* sum)
    {
        inputs[Count] = input;
        sums[Count] = sum;
        Count++;
    }

    /// <summary>Each stream's sums += matrix · its input.</summary>
    public void AddProducts(PackedMatrix matrix)
    {
        fixed (float** firstInput = inputs, firstSum = sums) matrix.AddProducts(firstInput, firstSum, Count);
    }
}
