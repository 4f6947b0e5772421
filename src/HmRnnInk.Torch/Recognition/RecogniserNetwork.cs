using TorchSharp.Modules;
using static TorchSharp.torch;

namespace HmRnnInk.Torch.Recognition;

/// <summary>Two bidirectional LSTM layers and a linear layer.</summary>
internal sealed class RecogniserNetwork : nn.Module<Tensor, Tensor>
{
    private const int Layers = 2;

    private readonly LSTM _layers;
    private readonly Linear _output;

    /// <param name="inputs">The number of values per step.</param>
    /// <param name="hidden">The number of units of each layer in each direction.</param>
    /// <param name="outputs">The number of logits per step.</param>
    public RecogniserNetwork(int inputs, int hidden, int outputs)
        : base(nameof(RecogniserNetwork))
    {
        _layers = nn.LSTM(inputs, hidden, Layers, bidirectional: true);
        _output = nn.Linear(2 * hidden, outputs);
        RegisterComponents();
    }

    /// <param name="input">[steps, lines, inputs].</param>
    /// <returns>[steps, lines, outputs].</returns>
    public override Tensor forward(Tensor input) => _output.call(_layers.call(input).Item1);

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _layers.Dispose();
            _output.Dispose();
        }

        base.Dispose(disposing);
    }
}
