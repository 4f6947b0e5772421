#version 330 core
// Draws the desk, the shadows on it, and the small sheet of the score.
#include "shapes.glsl"
in vec2 pixel;
out vec4 fragment;

uniform sampler2D grainTexture;
uniform float ui;               // framebuffer pixels per window unit
uniform vec4 paper;             // visible paper in pixels: x, y, width, height; empty for none
uniform vec4 slip;              // sheet of the score in pixels: x, y, width, height
uniform vec4 deskColour;
uniform vec4 paperColour;
uniform vec4 shadowColour;
uniform float grain;            // amplitude as a share of white; that of the texture is 0.3 (grain.frag)

void castShadow(inout vec3 colour, vec4 sheet)
{
    vec2 centre = sheet.xy + sheet.zw * 0.5;
    float nearShadow = roundedBox(pixel - centre - vec2(0.0, 1.5 * ui), sheet.zw * 0.5, 6.0 * ui);
    float farShadow = roundedBox(pixel - centre - vec2(0.0, 7.0 * ui), sheet.zw * 0.5 - 2.0 * ui, 10.0 * ui);
    blendOver(colour, shadowColour, 0.55 * (1.0 - smoothstep(-2.0 * ui, 4.0 * ui, nearShadow)));
    blendOver(colour, shadowColour, 0.75 * pow(1.0 - smoothstep(-14.0 * ui, 26.0 * ui, farShadow), 2.0));
}

void main()
{
    vec2 noise = texelFetch(grainTexture, ivec2(pixel) & (textureSize(grainTexture, 0) - 1), 0).rg;
    vec3 colour = deskColour.rgb;
    if (paper.w > 0.0) castShadow(colour, paper);
    if (slip.w > 0.0)
    {
        castShadow(colour, slip);
        float inside = clamp(0.5 - roundedBox(pixel - slip.xy - slip.zw * 0.5, slip.zw * 0.5, 5.0 * ui), 0.0, 1.0);
        colour = mix(colour, paperColour.rgb + grain * (noise.r - 0.5) / 0.3, inside);
    }

    // Dither: half a step of noise before rounding to 8 bits hides bands in the shadow.
    fragment = vec4(colour + (noise.g - 0.5) / 255.0, 1.0);
}
