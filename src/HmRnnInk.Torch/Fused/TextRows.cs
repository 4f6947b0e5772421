using System.Runtime.InteropServices;
using static TorchSharp.torch;

namespace HmRnnInk.Torch.Fused;

/// <summary>
/// The values of the text window at each step of a window, kept for the backward pass. w is stored as a list of the characters that a
/// Gaussian reaches, with their φ. As with h, the first lists are those of the state before the window, and then one follows for each row.
/// </summary>
internal sealed unsafe class TextRows(ModelConfig config) : IDisposable
{
    private readonly int _components = config.TextWindow!.Components, _symbols = config.TextWindow.Alphabet.Length;
    private int _batch, _capacity, _lines, _stride;
    private int[] _symbolLists = [];
    private FloatBuffer _densities = new(0), _densityGradients = new(0), _kappas = new(0), _kappaGradients = new(0);
    private FloatBuffer _parameters = new(0), _parameterGradients = new(0);
    private int[][] _texts = []; // [batch]
    private bool[] _visible = []; // [time · batch]

    public PackedText Packed { get; } = new(config);

    /// <summary>The number of characters in each list, [time + 1, batch].</summary>
    public int[] Counts { get; private set; } = [];

    /// <summary>The position of a list's first character in its text; 0 for the lists before the window.</summary>
    public int[] Firsts { get; private set; } = [];

    /// <summary>Sets the texts and the state before a window.</summary>
    public void Begin(LineTexts texts, RecurrentState state, int time, int batch)
    {
        _batch = batch;
        Reserve(time * batch, batch, Math.Max((int)texts.Symbols.shape[1], _symbols));
        using (Tensor visible = texts.Visible.contiguous()) _visible = [.. visible.data<float>().Select(value => value != 0)];
        ReadTexts(texts, batch);
        using Tensor kappas = state.Kappas!.contiguous(), textVector = state.TextVector!.contiguous();
        new ReadOnlySpan<float>(kappas.Pointer(), batch * _components).CopyTo(new(_kappas.Pointer, batch * _components));
        float* before = textVector.Pointer();
        for (int line = 0; line < batch; line++, before += _symbols)
        {
            (Firsts[line], Counts[line]) = (0, 0);
            for (int symbol = 0; symbol < _symbols; symbol++)
            {
                if (before[symbol] == 0) continue;
                int index = Counts[line]++;
                Symbols(line)[index] = symbol;
                Densities(line)[index] = before[symbol];
            }
        }
    }

    /// <summary>Whether a line's text is visible at a row. Only then does the row have parameters.</summary>
    public bool IsVisible(int row) => _visible[row] && _texts[row % _batch].Length > 0;

    /// <summary>The index of the list that a layer reads at a row. The bottom layer reads w of the previous step.</summary>
    public int ListIndex(int layer, int row) => layer == 0 ? row : row + _batch;

    /// <summary>The characters of a line's text, as indices into the alphabet.</summary>
    public int[] Text(int line) => _texts[line];

    /// <summary>The characters of a list; the first <see cref="Counts"/> are valid.</summary>
    public Span<int> Symbols(int list) => _symbolLists.AsSpan(list * _stride, _stride);

    /// <summary>The φ of these characters.</summary>
    public Span<float> Densities(int list) => new(_densities.Pointer + ((nint)list * _stride), _stride);

    /// <summary>∂/∂φ of these characters.</summary>
    public Span<float> DensityGradients(int list) => new(_densityGradients.Pointer + ((nint)list * _stride), _stride);

    /// <summary>κ, [time + 1, batch] of [K].</summary>
    public Span<float> Kappas(int list) => new(_kappas.Pointer + ((nint)list * _components), _components);

    /// <summary>∂/∂κ of a line at the step that the backward pass is at, [K].</summary>
    public Span<float> KappaGradients(int line) => new(_kappaGradients.Pointer + ((nint)line * _components), _components);

    /// <summary>α̂, β̂ and κ̂ of a row, with the padding of <see cref="PackedText.ParameterStride"/>.</summary>
    public float* Parameters(int row) => _parameters.Pointer + ((nint)row * Packed.ParameterStride);

    /// <summary>∂/∂ of <see cref="Parameters"/>.</summary>
    public float* ParameterGradients(int row) => _parameterGradients.Pointer + ((nint)row * Packed.ParameterStride);

    /// <summary>w of some lists in a new tensor, [rows, alphabet].</summary>
    /// <param name="first">Index of the first list.</param>
    public Tensor WriteTextVectors(int first, int rows)
    {
        Tensor textVectors = zeros(rows, _symbols);
        float* target = textVectors.Pointer();
        for (int row = 0; row < rows; row++, target += _symbols)
        {
            ReadOnlySpan<int> symbols = Symbols(first + row);
            for (int index = 0; index < Counts[first + row]; index++) target[symbols[index]] += Densities(first + row)[index];
        }

        return textVectors;
    }

    /// <summary>κ of some lists in a new tensor, [rows, K].</summary>
    public Tensor WriteKappas(int first, int rows)
    {
        Tensor kappas = empty(rows, _components);
        int count = rows * _components;
        new ReadOnlySpan<float>(_kappas.Pointer + ((nint)first * _components), count).CopyTo(new(kappas.Pointer(), count));
        return kappas;
    }

    public void Dispose()
    {
        Packed.Dispose();
        foreach (FloatBuffer buffer in Buffers) buffer.Dispose();
    }

    private FloatBuffer[] Buffers => [_densities, _densityGradients, _kappas, _parameters, _parameterGradients, _kappaGradients];

    private void Reserve(int rows, int batch, int stride)
    {
        if (rows <= _capacity && batch <= _lines && stride <= _stride) return;
        (_capacity, _lines, _stride) = (Math.Max(rows, _capacity), Math.Max(batch, _lines), Math.Max(stride, _stride));
        foreach (FloatBuffer buffer in Buffers) buffer.Dispose();
        long lists = _capacity + _lines;
        (_densities, _densityGradients, _kappas) = (new(lists * _stride), new(lists * _stride), new(lists * _components));
        _parameters = new((long)_capacity * Packed.ParameterStride);
        _parameterGradients = new((long)_capacity * Packed.ParameterStride);
        _kappaGradients = new((long)_lines * _components);
        (_symbolLists, Counts, Firsts) = (new int[lists * _stride], new int[lists], new int[lists]);
    }

    private void ReadTexts(LineTexts texts, int batch)
    {
        using Tensor symbols = texts.Symbols.contiguous(), mask = texts.Mask.contiguous();
        ReadOnlySpan<long> characters = MemoryMarshal.Cast<byte, long>(symbols.bytes);
        ReadOnlySpan<float> present = MemoryMarshal.Cast<byte, float>(mask.bytes);
        int longest = (int)symbols.shape[1];
        _texts = new int[batch][];
        for (int line = 0; line < batch; line++)
        {
            int length = longest;
            while (length > 0 && present[(line * longest) + length - 1] == 0) length--;
            _texts[line] = new int[length];
            for (int position = 0; position < length; position++)
                _texts[line][position] = checked((int)characters[(line * longest) + position]);
        }
    }
}
