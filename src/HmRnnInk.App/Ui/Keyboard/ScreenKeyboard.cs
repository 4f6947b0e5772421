using HmRnnInk.App.Canvas;
using HmRnnInk.App.Input;
using HmRnnInk.Model;

namespace HmRnnInk.App.Ui.Keyboard;

/// <summary>
/// A keyboard on the screen for a pen alone. Its keys type into the open field, like those of a real keyboard. It closes when the field
/// closes.
/// </summary>
/// <param name="type">Passes the event of a key to the window, with its time in seconds.</param>
internal sealed class ScreenKeyboard(Action<InputEvent, double> type) : IInputTarget
{
    /// <summary>The space around the card, between its edge and the keys, and between keys, in window units.</summary>
    private const float Margin = 8, Padding = 8, Gap = 5;

    /// <summary>The limits of the width of the card, and of the height of a row.</summary>
    private const float MaximumWidth = 600, MaximumPitch = 46, MinimumPitch = 26;

    /// <summary>The width of a row, in widths of a key.</summary>
    private const float Units = 10;

    private const int Rows = 4;

    /// <summary>How long a key is held until it repeats, and the interval of its repeats, seconds.</summary>
    internal const double RepeatDelay = 0.5, RepeatInterval = 0.05;

    private readonly List<ScreenKey> _keys = [];
    private (CharacterAlphabet? Of, IReadOnlyList<string[]> Layers) _layers = (null, ScreenKeyLayers.Of(null));
    private ITextField? _field;
    private int _layer;
    private float _pitch;
    private double _repeatAt;

    public bool IsShown => _field is { IsTyping: true };

    /// <summary>Whether the next letter is a capital.</summary>
    public bool IsShifted { get; private set; }

    /// <summary>Whether Shift stays until it is pressed again.</summary>
    public bool IsLocked { get; private set; }

    public Box Card { get; private set; }

    public IReadOnlyList<ScreenKey> Keys => _keys;

    /// <summary>The index of the key under the pointer, and of the one that is held down; null for none.</summary>
    public int? Hovered { get; private set; }

    /// <inheritdoc cref="Hovered"/>
    public int? Pressed { get; private set; }

    /// <summary>Whether the layer of letters is shown.</summary>
    public bool ShowsLetters => _layer == 0;

    /// <inheritdoc cref="ITextField.DoneLabel"/>
    public string DoneLabel => _field?.DoneLabel ?? "";

    public bool KeepsKeyboard => true;

    /// <summary>Opens the keyboard for a field, or closes it if it is open for this one.</summary>
    public void Toggle(ITextField field)
    {
        _field = IsShown && _field == field ? null : field;
        (_layer, IsShifted, IsLocked, Hovered, Pressed) = (0, false, false, null, null);
    }

    /// <returns>Whether the field accepts a character.</returns>
    public bool Knows(char character) => _field?.Alphabet is not { } alphabet || char.IsWhiteSpace(character) || alphabet.Knows(character);

    /// <summary>Presses the key that is held down once more when its repeat is due. Keys that change the keyboard do not repeat.</summary>
    /// <param name="seconds">The time of the frame, on the clock of <see cref="Take"/>.</param>
    public void RepeatHeldKey(double seconds)
    {
        if (!IsShown || Pressed is not { } pressed || Hovered != pressed || seconds < _repeatAt) return;
        ScreenKey key = _keys[pressed];
        if (key.Kind is not (ScreenKeyKind.Character or ScreenKeyKind.Backspace or ScreenKeyKind.Left or ScreenKeyKind.Right)) return;
        Press(key, seconds);
        _repeatAt = Math.Max(_repeatAt + RepeatInterval, seconds); // after a slow frame, one repeat and not several
    }

    /// <summary>Places the keyboard for a frame: at the bottom of the window, or at its top if the field is at the bottom.</summary>
    /// <param name="width">Width of the window in window units.</param>
    /// <param name="height">Height of the window in window units.</param>
    public void Layout(float width, float height)
    {
        if (!IsShown) _field = null; // when a closed field opens again, the keyboard stays closed
        if (_field is not { } field) return;
        if (field.Alphabet != _layers.Of) (_layers, _layer) = ((field.Alphabet, ScreenKeyLayers.Of(field.Alphabet)), 0);
        float below = height - field.Field.Bottom - 2 * Margin, above = field.Field.Y - 2 * Margin;
        float wanted = Rows * MaximumPitch + 2 * Padding;
        bool isBelow = below >= Math.Min(wanted, above);
        _pitch = Math.Clamp(((isBelow ? below : above) - 2 * Padding) / Rows, MinimumPitch, MaximumPitch);
        float wide = Math.Min(MaximumWidth, width - 2 * Margin), tall = Rows * _pitch + 2 * Padding;
        Card = new Box(MathF.Round((width - wide) / 2), isBelow ? height - Margin - tall : Margin, wide, tall);
        PlaceKeys();
    }

    public bool Contains(float x, float y) => IsShown && Card.Contains(x, y);

    public void PointerLeft() => Hovered = null;

    public bool Take(in InputEvent input, double seconds)
    {
        switch (input.Kind)
        {
            case InputKind.PenMove:
                Hovered = At(input.X, input.Y);
                return true;
            case InputKind.PenDown:
                if (At(input.X, input.Y) is { } pressed) Press(_keys[pressed], seconds);
                PlaceKeys(); // more presses can come before the next frame
                Hovered = Pressed = At(input.X, input.Y);
                _repeatAt = seconds + RepeatDelay;
                return true;
            case InputKind.PenUp or InputKind.FocusLost:
                Pressed = null;
                return input.Kind == InputKind.PenUp;
            default:
                return input.Kind is InputKind.Scroll or InputKind.SecondaryDown or InputKind.SecondaryUp or InputKind.MiddleDown
                    or InputKind.MiddleUp;
        }
    }

    private void Press(ScreenKey key, double seconds)
    {
        switch (key.Kind)
        {
            case ScreenKeyKind.Character:
                if (!IsLocked) IsShifted = false;
                type(new InputEvent(InputKind.Character, 0, 0, seconds, Character: key.Character), seconds);
                break;
            case ScreenKeyKind.Shift:
                (IsShifted, IsLocked) = (!IsLocked, IsShifted && !IsLocked); // off, for one letter, locked, off
                break;
            case ScreenKeyKind.MoreSymbols:
                _layer = _layer % (_layers.Layers.Count - 1) + 1;
                break;
            case ScreenKeyKind.SymbolsOrLetters:
                _layer = ShowsLetters ? 1 : 0;
                break;
            case ScreenKeyKind.Hide:
                _field = null;
                break;
            case ScreenKeyKind.Done:
                _field = null;
                Send(InkKey.Enter, seconds);
                break;
            default:
                Send(key.Kind switch
                {
                    ScreenKeyKind.Left => InkKey.Left,
                    ScreenKeyKind.Right => InkKey.Right,
                    _ => InkKey.Backspace,
                }, seconds);
                break;
        }
    }

    private void Send(InkKey key, double seconds)
    {
        type(new InputEvent(InputKind.KeyDown, 0, 0, seconds, key), seconds);
        type(new InputEvent(InputKind.KeyUp, 0, 0, seconds, key), seconds);
    }

    private void PlaceKeys()
    {
        _keys.Clear();
        string[] rows = _layers.Layers[_layer];
        for (int row = 0; row < rows.Length; row++)
        {
            bool isLast = row == rows.Length - 1;
            float at = isLast ? 1.5f : (Units - rows[row].Length) / 2;
            if (isLast) Add(ShowsLetters ? ScreenKeyKind.Shift : ScreenKeyKind.MoreSymbols, row, 0, 1.5f);
            foreach (char character in rows[row])
                Add(ScreenKeyKind.Character, row, at++, 1, ShowsLetters && IsShifted ? char.ToUpperInvariant(character) : character);
            if (isLast) Add(ScreenKeyKind.Backspace, row, Units - 1.5f, 1.5f);
        }

        Add(ScreenKeyKind.SymbolsOrLetters, 3, 0, 1.25f);
        Add(ScreenKeyKind.Character, 3, 1.25f, 1, ',');
        Add(ScreenKeyKind.Character, 3, 2.25f, 2.5f, ' ');
        Add(ScreenKeyKind.Character, 3, 4.75f, 1, '.');
        Add(ScreenKeyKind.Left, 3, 5.75f, 1);
        Add(ScreenKeyKind.Right, 3, 6.75f, 1);
        Add(ScreenKeyKind.Hide, 3, 7.75f, 1);
        Add(ScreenKeyKind.Done, 3, 8.75f, 1.25f);
    }

    /// <param name="at">The left edge, in widths of a key.</param>
    /// <param name="units">The width, in widths of a key.</param>
    private void Add(ScreenKeyKind kind, int row, float at, float units, char character = default)
    {
        float unit = (Card.Width - 2 * Padding) / Units;
        float left = Card.X + Padding + at * unit, top = Card.Y + Padding + row * _pitch;
        var face = new Box(left + Gap / 2, top + Gap / 2, units * unit - Gap, _pitch - Gap);
        _keys.Add(new ScreenKey(face, kind, character));
    }

    /// <returns>The index of the key at a place. The gaps belong to the keys beside them.</returns>
    private int? At(float x, float y)
    {
        for (int index = 0; index < _keys.Count; index++)
            if (_keys[index].Face.Grown(Gap / 2).Contains(x, y)) return index;
        return null;
    }
}
