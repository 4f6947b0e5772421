namespace HmRnnInk.App.Live;

/// <summary>Does each request at once, on the thread that asks: for replays that must come out the same every time.</summary>
public sealed class InlineInference(ReadingEngine engine) : IInference
{
    private readonly Queue<InferenceResult> _results = new();

    public HiddenHistory Hiddens => engine.Hiddens;

    public int Layers => engine.Layers;

    public string? Failure { get; private set; }

    public void Post(InferenceRequest request)
    {
        if (Failure is not null) return;
        try
        {
            if (engine.Do(request) is { } result) _results.Enqueue(result);
        }
        catch (Exception error) when (error is InvalidOperationException or ArgumentException)
        {
            Failure = error.Message;
        }
    }

    public bool TryTake(out InferenceResult result) => _results.TryDequeue(out result);

    public void Dispose()
    {
    }
}
