using HmRnnInk.App.Canvas;

namespace HmRnnInk.App.Ui.Keyboard;

/// <summary>A key of the on-screen keyboard.</summary>
/// <param name="Face">Where the key is drawn, in window units.</param>
/// <param name="Character">What it types, with Shift applied; only for <see cref="ScreenKeyKind.Character"/>.</param>
internal readonly record struct ScreenKey(Box Face, ScreenKeyKind Kind, char Character = default);
